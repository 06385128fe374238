import { HMACAlgorithm, NoneAlgorithm } from './algorithms.js';
import { toByteString } from './byte-string.js';
import { base64Encode, decodeBase64 } from './encoding.js';
import { BadData, BadHeader, BadPayload } from './errors.js';
import { compactJson, json } from './json.js';
import { Serializer } from './serializer.js';
import { Signer } from './signer.js';
const algorithms = {
    HS256: new HMACAlgorithm('sha256'),
    HS384: new HMACAlgorithm('sha384'),
    HS512: new HMACAlgorithm('sha512'),
    none: new NoneAlgorithm(),
};
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
export class JSONWebSignatureSerializer extends Serializer {
    algorithmName;
    constructor(secretKey, options = {}) {
        super(secretKey, { serializer: compactJson, salt: null, ...options });
        const { algorithmName = this.signing.rules.jwsAlgorithm } = options;
        if (!Object.hasOwn(algorithms, algorithmName))
            throw new RangeError('Algorithm not supported');
        this.algorithmName = algorithmName;
    }
    /** The value, serialized and signed. */
    dumps(value, options = {}) {
        const header = this.makeHeader(options.headerFields);
        const payload = [header, value].map((part) => base64Encode(this.dumpPayload(part)));
        return this.signerOf(options.salt).sign(payload.join('.'));
    }
    loads(token, options = {}) {
        const { value, header } = this.open(token, options.salt);
        return options.returnHeader ? [value, header] : value;
    }
    loadPayload(payload, options = {}) {
        const { value, header } = this.#split(payload);
        return options.returnHeader ? [value, header] : value;
    }
    makeSigner(salt = this.salt) {
        return new Signer(this.keys, {
            ...this.common,
            salt,
            keyDerivation: salt === null ? 'none' : 'django-concat',
            algorithm: algorithms[this.algorithmName],
        });
    }
    /** Other signers are not tried: a JWS says itself how it is signed, and is held to it. */
    iterUnsigners(salt = this.salt) {
        return [this.makeSigner(salt)];
    }
    makeHeader(fields = {}) {
        const header = new Map(fields instanceof Map ? fields : Object.entries(fields));
        return header.set('alg', this.algorithmName);
    }
    open(token, salt) {
        const { value, header } = this.#split(this.signerOf(salt).unsign(token));
        if (memberOf(header, 'alg') === this.algorithmName)
            return { value, header };
        throw new BadHeader('Algorithm mismatch', {
            code: 'algorithm_not_allowed',
            payload: value,
            header,
        });
    }
    #split(payload) {
        const text = toByteString(payload) ?? '';
        const dot = text.indexOf('.');
        if (dot < 0)
            throw new BadPayload('No "." found in value');
        const [headerBytes, payloadBytes] = [text.slice(0, dot), text.slice(dot + 1)].map((part) => decodeBase64(part, this.signing));
        const cause = new BadData('Invalid base64-encoded data');
        if (headerBytes === undefined) {
            throw new BadHeader('Could not base64 decode the header because of an exception', { cause });
        }
        if (payloadBytes === undefined) {
            throw new BadPayload('Could not base64 decode the payload because of an exception', { cause });
        }
        const header = this.#headerOf(headerBytes);
        return { value: this.parse(payloadBytes, this.options.serializer ?? compactJson), header };
    }
    #headerOf(bytes) {
        let header;
        try {
            header = this.parse(bytes, json);
        }
        catch (cause) {
            throw new BadHeader('Could not unserialize header because it was malformed', { cause });
        }
        if (isObject(header))
            return header;
        throw new BadHeader('Header payload is not a JSON object', { header });
    }
}
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
/** A member of a JSON object, which is a `Map` where nothing is to be lost. */
export function memberOf(object, name) {
    if (object instanceof Map)
        return object.get(name);
    return isObject(object) && Object.hasOwn(object, name) ? Reflect.get(object, name) : undefined;
}
