import type { Scheme } from './scheme.ts';
/** bcrypt by itself, as passlib and Django put SHA-256 before it, and as Django wraps it. */
export declare const bcrypts: readonly Scheme[];
