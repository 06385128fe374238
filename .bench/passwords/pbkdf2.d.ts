import type { Scheme } from './scheme.ts';
/** PBKDF2 as passlib, Django and Werkzeug write it. */
export declare const pbkdf2s: readonly Scheme[];
