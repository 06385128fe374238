import { type DigestMethod, type SigningAlgorithm } from './algorithms.ts';
import { type ByteString } from './byte-string.ts';
import { type KeyDerivation } from './key-derivation.ts';
import { type SecretKey, type SigningOptions, type SigningRules } from './signing-options.ts';
/** What a {@link Signer} may be told. */
export interface SignerOptions extends SigningOptions {
    /** What the signature is for: two salts, two keys. Default (also for `null`): `'itsdangerous.Signer'`. */
    readonly salt?: string | Uint8Array | null;
    /** Between the value and its signature. Default: `'.'`. */
    readonly sep?: string | Uint8Array;
    /** Default: `'django-concat'`. */
    readonly keyDerivation?: KeyDerivation;
    /** Of the derived key and of the default algorithm. Default: `'sha1'`. */
    readonly digestMethod?: DigestMethod;
    /** Default: `new HMACAlgorithm(digestMethod)`. */
    readonly algorithm?: SigningAlgorithm;
}
/** @throws {TypeError} for a list without a key, and for an empty key unless that is allowed. */
export declare function keysOf(secretKey: SecretKey, { allowEmptySecretKey }: SigningOptions): Uint8Array[];
/**
 * Signs values and takes the signature off again, as `itsdangerous.Signer`. Strings come back as strings
 * and bytes as bytes. What it signs can be read by anyone: a signature hides nothing.
 *
 * @throws {TypeError} {@link RangeError} from the constructor, for options that make no sense.
 * @example
 * const signer = new Signer(secretKey, { salt: 'unsubscribe' })
 * const address = signer.unsign(signer.sign('list-7'))
 */
export declare class Signer {
    #private;
    protected readonly signing: SigningRules;
    protected readonly sep: ByteString;
    constructor(secretKey: SecretKey, options?: SignerOptions);
    /** The key that signs, made of the newest secret key or the given one. */
    deriveKey(secretKey?: string | Uint8Array): Uint8Array;
    /** The signature of a value, in base64url. */
    getSignature(value: string | Uint8Array): string;
    /** Whether the signature is one of the value, by any of the keys. */
    verifySignature(value: string | Uint8Array, signature: string | Uint8Array): boolean;
    /**
     * The value with its signature behind it.
     *
     * @throws {TypeError} for text with a lone surrogate. {@link RangeError} for more than `maxBytes`.
     */
    sign(value: string): string;
    sign(value: Uint8Array): Uint8Array;
    sign(value: string | Uint8Array): string | Uint8Array;
    /**
     * The value, if its signature is good.
     *
     * @throws {BadSignature} `signature_invalid`, or `token_too_large`.
     */
    unsign(signedValue: string): string;
    unsign(signedValue: Uint8Array): Uint8Array;
    unsign(signedValue: string | Uint8Array): string | Uint8Array;
    /** Whether {@link Signer.unsign} would give the value. */
    validate(signedValue: string | Uint8Array): boolean;
    protected signBytes(value: ByteString): ByteString;
    protected unsignBytes(signed: ByteString): ByteString;
    protected signatureOf(value: ByteString): string;
    /** @throws {BadSignature} for what is too long, or text that no bytes are. */
    protected readable(value: string | Uint8Array): ByteString;
}
/** Bytes as bytes and text as text: what came in as text was cut at text, and is still UTF-8. */
export declare const sameKind: (value: ByteString, like: string | Uint8Array) => string | Uint8Array;
