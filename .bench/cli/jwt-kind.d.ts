import type { Signing, SigningFlags } from './signing-flags.ts';
/** The flags that mean something for a JWT. */
export declare const ofJwts: readonly (keyof SigningFlags)[];
/** A JWT of claims, signed with a private JWK or an HMAC secret. */
export declare function signClaims(payload: string, by: Signing): string;
/** @throws {AuthError} when the signature of a JWT whose header names `alg` is not good. */
export declare function verifySignature(token: string, alg: string, by: Signing): void;
