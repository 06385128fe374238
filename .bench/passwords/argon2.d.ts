import type { Argon2idParameters, Scheme, Work } from './scheme.ts';
/** A new hash in PHC form. */
export declare function hashArgon2id(password: string, parameters: Argon2idParameters): Promise<string>;
/** The work of verifying what `hashArgon2id` makes. */
export declare const argon2idWork: (parameters: Argon2idParameters) => Work;
/** @throws {RangeError} for what RFC 9106 §3.1 does not allow, or more than 255 lanes. */
export declare function argon2idParameters(chosen?: Partial<Argon2idParameters>): Argon2idParameters;
/** Argon2 in PHC form: argon2id, argon2i and argon2d, versions 1.3 and 1.0 (the one that writes no `v=`). */
export declare const argon2: Scheme;
