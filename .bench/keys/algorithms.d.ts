import type { JwsAlgorithm, Jwk } from './jwk.ts';
/** What an `alg` means. Adding an algorithm is adding a row to the table below. */
export interface Algorithm {
    readonly kty: 'EC' | 'OKP' | 'RSA' | 'oct';
    /** The JWK `crv`, where the key type has one. */
    readonly crv?: string;
    /** Absent where the algorithm hashes for itself. */
    readonly hash?: 'sha256' | 'sha384' | 'sha512';
    /**
     * How long every signature is; absent for RSA, whose signatures are as long as the modulus.
     * It is also the length of two coordinates on the curve, and of the shortest HMAC secret.
     */
    readonly signatureBytes?: number;
    /** How `node:crypto` is to sign and verify. */
    readonly parameters?: {
        readonly dsaEncoding?: 'ieee-p1363';
        readonly padding?: number;
        readonly saltLength?: number;
    };
}
/** RFC 7518 §3.1, RFC 8037 §3.1 and RFC 9864 §2.2. There is no row for `none`. */
export declare const algorithms: Readonly<Record<JwsAlgorithm, Algorithm>>;
/** Whether this is the name of one of our algorithms; names are case-sensitive. */
export declare const isAlgorithm: (name: unknown) => name is JwsAlgorithm;
/** All of them. */
export declare const jwsAlgorithms: readonly JwsAlgorithm[];
/** @throws {TypeError} unless it is a list of at least one algorithm, all of them ours. */
export declare function checkAlgorithms(list: readonly JwsAlgorithm[]): void;
/** The algorithm a JWK names. Some name ES512 after its curve; nothing else can be meant. */
export declare const namedAlgorithm: (alg: unknown) => JwsAlgorithm | undefined;
/**
 * The one algorithm of a key: its `alg`; without one, what its curve implies; and where that leaves
 * a choice (RSA, oct), what the configuration says. A token is never asked (RFC 8725 §3.1).
 *
 * @throws {TypeError} when there is no such algorithm, or more than one.
 */
export declare function algorithmOf(jwk: Jwk, allowed: readonly JwsAlgorithm[] | undefined): JwsAlgorithm;
