/** The signature algorithms we speak, RFC 7518 §3.1, RFC 8037 §3.1 and RFC 9864 §2.2. `none` is not one. */
export type JwsAlgorithm = 'ES256' | 'ES384' | 'ES512' | 'EdDSA' | 'Ed25519' | 'RS256' | 'RS384' | 'RS512' | 'PS256' | 'PS384' | 'PS512' | 'HS256' | 'HS384' | 'HS512';
/** A JSON Web Key, RFC 7517 §4; members as in the RFC. */
export interface Jwk {
    readonly kty: string;
    readonly kid?: string;
    readonly alg?: string;
    readonly use?: string;
    readonly key_ops?: readonly string[];
    readonly crv?: string;
    readonly x?: string;
    readonly y?: string;
    readonly n?: string;
    readonly e?: string;
    readonly d?: string;
    readonly p?: string;
    readonly q?: string;
    readonly dp?: string;
    readonly dq?: string;
    readonly qi?: string;
    readonly k?: string;
}
/** RFC 7517 §5. */
export interface JwkSet {
    readonly keys: readonly Jwk[];
}
