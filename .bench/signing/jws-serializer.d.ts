import { Serializer, type SaltOption, type SerializerOptions } from './serializer.ts';
import { Signer } from './signer.ts';
import type { SecretKey } from './signing-options.ts';
/** `none` is no signature at all. */
export type AlgorithmName = 'HS256' | 'HS384' | 'HS512' | 'none';
export interface JWSOptions extends SerializerOptions {
    /** What signs, and the only thing that verifies. Default: `HS256` in the era `0.24`, otherwise `HS512`. */
    readonly algorithmName?: AlgorithmName;
}
export interface HeaderFields {
    /** What the header holds beside `alg`, in front of it. */
    readonly headerFields?: Readonly<Record<string, unknown>> | ReadonlyMap<string, unknown>;
}
export interface HeaderOption {
    /** Whether the answer is a pair, the second of which is the header. Default: false. */
    readonly returnHeader?: boolean;
}
interface Parts {
    readonly value: unknown;
    readonly header: unknown;
}
/**
 * Values as compact JWS (RFC 7515 §3.1), as `itsdangerous.JSONWebSignatureSerializer`, which was in 0.24 to
 * 2.0 and is gone since 2.1: here for the tokens that are still about. For new ones there is
 * `latchkey/jwt`. Without a salt the secret key itself signs.
 *
 * @throws {RangeError} from the constructor, for an algorithm that is not known.
 * @example
 * const serializer = new JSONWebSignatureSerializer(secretKey, { era: '0.24' })
 * const value = serializer.loads(serializer.dumps({ id: 5 }))
 */
export declare class JSONWebSignatureSerializer extends Serializer {
    #private;
    protected readonly algorithmName: AlgorithmName;
    constructor(secretKey: SecretKey, options?: JWSOptions);
    /** The value, serialized and signed. */
    dumps(value: unknown, options?: SaltOption & HeaderFields): string;
    /**
     * The value, if the signature is good and the header names the algorithm it was verified with.
     *
     * @throws {BadSignature} `signature_invalid` or `token_too_large`. {@link BadHeader}
     * `token_malformed` or `algorithm_not_allowed`. {@link BadPayload} `payload_malformed`.
     */
    loads(token: string | Uint8Array, options: SaltOption & HeaderOption & {
        readonly returnHeader: true;
    }): [unknown, unknown];
    loads(token: string | Uint8Array, options?: SaltOption & HeaderOption): unknown;
    loadPayload(payload: string | Uint8Array, options: HeaderOption & {
        readonly returnHeader: true;
    }): [unknown, unknown];
    loadPayload(payload: string | Uint8Array, options?: HeaderOption): unknown;
    makeSigner(salt?: string | Uint8Array | null): Signer;
    /** Other signers are not tried: a JWS says itself how it is signed, and is held to it. */
    iterUnsigners(salt?: string | Uint8Array | null): readonly Signer[];
    protected makeHeader(fields?: HeaderFields['headerFields']): Map<string, unknown>;
    protected open(token: string | Uint8Array, salt: string | Uint8Array | undefined): Parts;
}
/** A member of a JSON object, which is a `Map` where nothing is to be lost. */
export declare function memberOf(object: unknown, name: string): unknown;
export {};
