import { concatBytes, encodeUtf8 } from '../bytes.js';
import { digest, hmac } from './algorithms.js';
const signer = encodeUtf8('signer');
const derivations = {
    concat: (method, salt, key) => digest(method, concatBytes(salt, key)),
    'django-concat': (method, salt, key) => digest(method, concatBytes(salt, signer, key)),
    hmac: (method, salt, key) => hmac(method, key, salt),
    none: (_method, _salt, key) => key,
};
/**
 * What derives keys in that way.
 *
 * @throws {TypeError} when it is not known.
 */
export function derivationOf(name) {
    if (!Object.hasOwn(derivations, name))
        throw new TypeError('Unknown key derivation method');
    return derivations[name];
}
