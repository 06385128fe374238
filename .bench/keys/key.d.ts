import { type KeyObject } from 'node:crypto';
import type { JwsAlgorithm } from './jwk.ts';
/**
 * A key that has passed every check, bound to its one algorithm. It shows nothing of what is inside,
 * not even to `console.log`.
 */
export interface Key {
    readonly kid: string | undefined;
    readonly algorithm: JwsAlgorithm;
    /** Whether it was imported to sign. */
    readonly canSign: boolean;
    /** Whether the `alg` of a token names this key's algorithm. */
    accepts(alg: unknown): boolean;
    /** Signs ASCII text. @throws {TypeError} when it was imported to verify only. */
    sign(input: string): Uint8Array;
    /** Whether `signature` is this key's signature of ASCII text. */
    verify(input: string, signature: Uint8Array): boolean;
}
/** What gives the key that a token's `kid` names. */
export interface KeyResolver {
    verificationKey(kid: string): Key | undefined;
}
interface KeyName {
    readonly kid: string | undefined;
    readonly algorithm: JwsAlgorithm;
}
/** HMAC, RFC 7518 §3.2. */
export declare class HmacKey implements Key {
    #private;
    readonly kid: string | undefined;
    readonly algorithm: JwsAlgorithm;
    readonly canSign: boolean;
    constructor({ kid, algorithm, canSign }: KeyName & {
        readonly canSign: boolean;
    }, hash: string, secret: KeyObject);
    accepts(alg: unknown): boolean;
    sign(input: string): Uint8Array;
    verify(input: string, signature: Uint8Array): boolean;
}
/** ECDSA, Ed25519 and RSA. */
export declare class AsymmetricKey implements Key {
    #private;
    readonly kid: string | undefined;
    readonly algorithm: JwsAlgorithm;
    readonly canSign: boolean;
    constructor({ kid, algorithm, alias }: KeyName & {
        readonly alias?: string | undefined;
    }, publicKey: KeyObject, privateKey?: KeyObject);
    accepts(alg: unknown): boolean;
    sign(input: string): Uint8Array;
    verify(input: string, signature: Uint8Array): boolean;
}
export {};
