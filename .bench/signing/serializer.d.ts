import { type PayloadSerializer } from './json.ts';
import type { JsonFormat } from './json-writer.ts';
import { Signer, type SignerOptions } from './signer.ts';
import { type SecretKey, type SigningOptions, type SigningRules } from './signing-options.ts';
/** {@link Signer}, {@link TimestampSigner} or a class of your own that extends one of them. */
export type SignerClass = new (secretKey: SecretKey, options?: SignerOptions) => Signer;
/** What a signer is told beyond what its serializer is: not the salt, the era, the clock. */
export type SignerSettings = Pick<SignerOptions, 'sep' | 'keyDerivation' | 'digestMethod' | 'algorithm'>;
/** Another way in which a value may have been signed: other options, another class, or both. */
export type FallbackSigner = SignerSettings | SignerClass | readonly [SignerClass, SignerSettings];
export interface SaltOption {
    /** Instead of the salt of the serializer, this once. */
    readonly salt?: string | Uint8Array;
}
/** What a {@link Serializer} may be told. */
export interface SerializerOptions extends SigningOptions {
    /** What the signatures are for. Default: `'itsdangerous'`; `null` is the signer's own default. */
    readonly salt?: string | Uint8Array | null;
    /** Default: {@link json}; {@link compactJson} for URL-safe ones and JWS. */
    readonly serializer?: PayloadSerializer;
    /** How JSON is laid out. */
    readonly serializerOptions?: JsonFormat;
    /** Whether nothing of the JSON that is read is lost: see `lossless` of {@link json}. Default: false. */
    readonly lossless?: boolean;
    /** Default: {@link Signer}, or {@link TimestampSigner} in the timed ones. */
    readonly signer?: SignerClass;
    readonly signerOptions?: SignerSettings;
    /** Tried in turn where the signer above finds a bad signature. Default: none, but SHA-512 in `1.x`. */
    readonly fallbackSigners?: readonly FallbackSigner[];
}
/**
 * Writes values as signed JSON and reads them back, as `itsdangerous.Serializer`.
 *
 * @throws {TypeError} {@link RangeError} from the constructor, for options that make no sense.
 * @example
 * const serializer = new Serializer(secretKey, { salt: 'invitation' })
 * const { id } = serializer.loads(serializer.dumps({ id: 5 })) as { id: number }
 */
export declare class Serializer {
    #private;
    protected readonly signing: SigningRules;
    protected readonly keys: readonly Uint8Array[];
    protected readonly options: SerializerOptions;
    /** What the signers share with the serializer. */
    protected readonly common: SigningOptions;
    constructor(secretKey: SecretKey, options?: SerializerOptions);
    /**
     * The value, serialized and signed.
     *
     * @throws {TypeError} for what JSON has not. {@link RangeError} for more than `maxBytes`.
     */
    dumps(value: unknown, options?: SaltOption): string;
    /**
     * The value, if the signature is good.
     *
     * @throws {BadSignature} `signature_invalid` or `token_too_large`. {@link BadPayload}
     * `payload_malformed` or `token_too_large`.
     */
    loads(token: string | Uint8Array, options?: SaltOption): unknown;
    /**
     * Whether the signature is good, and the value **in any case**, `null` where it cannot be read: for
     * looking into what was refused.
     *
     * @throws {BadPayload} where the signature is good and the payload is not.
     */
    loadsUnsafe(token: string | Uint8Array, options?: SaltOption): [boolean, unknown];
    /**
     * The value of a payload without its signature.
     *
     * @throws {BadPayload} `payload_malformed` or `token_too_large`.
     */
    loadPayload(payload: string | Uint8Array): unknown;
    /** The payload of a value, before it is signed. */
    dumpPayload(value: unknown): string;
    /** A new signer for the given salt, or for that of the serializer. */
    makeSigner(salt?: string | Uint8Array | null): Signer;
    /** The signers that are tried, in this order. */
    iterUnsigners(salt?: string | Uint8Array | null): readonly Signer[];
    protected get salt(): string | Uint8Array | null;
    /** The signer for a salt; that of the serializer is made once. */
    protected signerOf(salt: string | Uint8Array | undefined): Signer;
    /** What the first signer gives that finds its signature; otherwise the last one's complaint. */
    protected firstOf<T>(salt: string | Uint8Array | undefined, open: (signer: Signer) => T): T;
    protected parse(payload: string | Uint8Array, serializer: PayloadSerializer): unknown;
}
