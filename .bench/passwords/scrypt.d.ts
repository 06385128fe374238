import type { Scheme } from './scheme.ts';
/** scrypt as passlib, libxcrypt, Django and Werkzeug write it. */
export declare const scrypts: readonly Scheme[];
