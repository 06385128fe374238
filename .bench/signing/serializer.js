import { textOf, toByteString } from './byte-string.js';
import { BadPayload, BadSignature, SignatureExpired } from './errors.js';
import { json } from './json.js';
import { keysOf, Signer } from './signer.js';
import { signingRules, } from './signing-options.js';
/**
 * Writes values as signed JSON and reads them back, as `itsdangerous.Serializer`.
 *
 * @throws {TypeError} {@link RangeError} from the constructor, for options that make no sense.
 * @example
 * const serializer = new Serializer(secretKey, { salt: 'invitation' })
 * const { id } = serializer.loads(serializer.dumps({ id: 5 })) as { id: number }
 */
export class Serializer {
    signing;
    keys;
    options;
    /** What the signers share with the serializer. */
    common;
    #reading;
    #writing;
    #unsigners;
    constructor(secretKey, options = {}) {
        this.signing = signingRules(options);
        this.keys = keysOf(secretKey, options);
        this.options = options;
        const { era, compat, clock, maxBytes } = this.signing;
        const { allowEmptySecretKey = false } = options;
        this.#reading = { compat, lossless: options.lossless ?? false };
        this.#writing = { era, compat, ...options.serializerOptions };
        this.common = { era, compat, clock, maxBytes, allowEmptySecretKey };
        // What makes no sense is said now, not at the first token.
        this.#make(options.signer ?? Signer, this.keys, this.salt, options.signerOptions);
        this.#fallbacks(this.salt);
    }
    /**
     * The value, serialized and signed.
     *
     * @throws {TypeError} for what JSON has not. {@link RangeError} for more than `maxBytes`.
     */
    dumps(value, options = {}) {
        return this.signerOf(options.salt).sign(this.dumpPayload(value));
    }
    /**
     * The value, if the signature is good.
     *
     * @throws {BadSignature} `signature_invalid` or `token_too_large`. {@link BadPayload}
     * `payload_malformed` or `token_too_large`.
     */
    loads(token, options = {}) {
        return this.firstOf(options.salt, (signer) => this.loadPayload(signer.unsign(token)));
    }
    /**
     * Whether the signature is good, and the value **in any case**, `null` where it cannot be read: for
     * looking into what was refused.
     *
     * @throws {BadPayload} where the signature is good and the payload is not.
     */
    loadsUnsafe(token, options = {}) {
        try {
            return [true, this.loads(token, options)];
        }
        catch (error) {
            if (!(error instanceof BadSignature))
                throw error;
            return [false, this.#peek(error.payload)];
        }
    }
    /**
     * The value of a payload without its signature.
     *
     * @throws {BadPayload} `payload_malformed` or `token_too_large`.
     */
    loadPayload(payload) {
        return this.parse(payload, this.options.serializer ?? json);
    }
    /** The payload of a value, before it is signed. */
    dumpPayload(value) {
        const { serializer = json } = this.options;
        return serializer.dumps(value, this.#writing);
    }
    /** A new signer for the given salt, or for that of the serializer. */
    makeSigner(salt = this.salt) {
        return this.#make(this.options.signer ?? Signer, this.keys, salt, this.options.signerOptions);
    }
    /** The signers that are tried, in this order. */
    iterUnsigners(salt = this.salt) {
        return [this.makeSigner(salt), ...this.#fallbacks(salt)];
    }
    #fallbacks(salt) {
        const { signer = Signer, signerOptions, fallbackSigners } = this.options;
        const sha512 = this.signing.rules.fallbackSha512 ? [{ digestMethod: 'sha512' }] : [];
        return (fallbackSigners ?? sha512).flatMap((fallback) => {
            const [type, settings] = typeof fallback === 'function'
                ? [fallback, signerOptions]
                : isPair(fallback)
                    ? fallback
                    : [signer, fallback];
            return this.keys.map((key) => this.#make(type, key, salt, settings));
        });
    }
    get salt() {
        const { salt = 'itsdangerous' } = this.options;
        return salt;
    }
    /** The signer for a salt; that of the serializer is made once. */
    signerOf(salt) {
        return this.#unsignersOf(salt)[0] ?? this.makeSigner(salt);
    }
    /** What the first signer gives that finds its signature; otherwise the last one's complaint. */
    firstOf(salt, open) {
        let refusal;
        for (const signer of this.#unsignersOf(salt)) {
            try {
                return open(signer);
            }
            catch (error) {
                // Too old means that the signature was good: there is nothing left to try.
                if (!(error instanceof BadSignature) || error instanceof SignatureExpired)
                    throw error;
                refusal = error;
            }
        }
        throw refusal ?? new BadSignature('there is no key');
    }
    parse(payload, serializer) {
        try {
            const text = typeof payload === 'string' ? payload : textOf(toByteString(payload) ?? '');
            if (text === undefined)
                throw new BadPayload('the payload is not UTF-8');
            return serializer.loads(text, this.#reading);
        }
        catch (cause) {
            throw new BadPayload(this.signing.rules.unreadablePayload, { cause });
        }
    }
    #unsignersOf(salt) {
        return salt === undefined
            ? (this.#unsigners ??= this.iterUnsigners())
            : this.iterUnsigners(salt);
    }
    #make(type, secretKey, salt, settings) {
        return new type(secretKey, { ...settings, ...this.common, salt });
    }
    #peek(payload) {
        if (!(payload instanceof Uint8Array))
            return null;
        try {
            return this.loadPayload(payload);
        }
        catch {
            return null;
        }
    }
}
const isPair = (fallback) => Array.isArray(fallback);
