import { generateKeyPair, generateKeyPairSync, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { encodeBase64url } from '../bytes.js';
import { newRsaModulusBits } from '../defaults.js';
import { algorithms, checkAlgorithms } from './algorithms.js';
import { thumbprint } from './thumbprint.js';
const rsaOptions = { modulusLength: newRsaModulusBits };
/**
 * A new key. An RSA key takes a few hundred milliseconds, during which nothing else runs.
 *
 * @throws {TypeError} when there is no such algorithm.
 * @example
 * const { privateKey, publicKey } = generateKey('ES256')
 */
export function generateKey(algorithm) {
    checkAlgorithms([algorithm]);
    const { kty, crv = '', signatureBytes = 0 } = algorithms[algorithm];
    if (kty === 'oct') {
        return describe(algorithm, { kty, k: encodeBase64url(randomBytes(signatureBytes)) });
    }
    if (kty === 'EC')
        return fromPair(algorithm, generateKeyPairSync('ec', { namedCurve: crv }));
    if (kty === 'OKP')
        return fromPair(algorithm, generateKeyPairSync('ed25519'));
    return fromPair(algorithm, generateKeyPairSync('rsa', rsaOptions));
}
/** The same, made beside the event loop where it takes long. */
export async function generateKeyInBackground(algorithm) {
    if (algorithms[algorithm].kty !== 'RSA')
        return generateKey(algorithm);
    return fromPair(algorithm, await promisify(generateKeyPair)('rsa', rsaOptions));
}
// `export` gives strings only, and `kty` always: RFC 7517 members.
const exportJwk = (key) => key.export({ format: 'jwk' });
const fromPair = (algorithm, { publicKey, privateKey }) => describe(algorithm, exportJwk(privateKey), exportJwk(publicKey));
function describe(algorithm, privateKey, publicKey) {
    const name = { kid: thumbprint(privateKey), alg: algorithm, use: 'sig' };
    return {
        privateKey: { ...privateKey, ...name },
        publicKey: publicKey && { ...publicKey, ...name },
    };
}
