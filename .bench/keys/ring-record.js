import { decodeUtf8, encodeUtf8 } from '../bytes.js';
import { generateKeyInBackground } from './generate.js';
import { importJwk } from './import-jwk.js';
/** A new key as it is stored, its private half sealed. */
export async function createKeyRecord({ algorithm, ...record }, secret) {
    const { privateKey, publicKey } = await generateKeyInBackground(algorithm);
    const { kid = '' } = privateKey;
    const plain = encodeUtf8(JSON.stringify(privateKey));
    const sealedPrivateKey = secret.current.seal(plain, context({ kid, algorithm }));
    return { ...record, algorithm, kid, publicKey, sealedPrivateKey, stateSince: record.createdAt };
}
/**
 * The key of a record: able to sign, or its public half alone.
 *
 * @throws {Error} when its private half cannot be opened with the secrets we have.
 */
export function openKeyRecord(record, secret, toSign) {
    if (record.publicKey && !toSign)
        return importJwk(record.publicKey, 'verify');
    const plain = openSealed(record, secret);
    const text = plain && decodeUtf8(plain);
    if (text === undefined) {
        throw new Error(`key ring: key ${record.kid} cannot be opened; is the master secret that sealed it missing from the list?`);
    }
    // We sealed it, and AES-GCM says that nobody changed it: it is the JWK we made.
    return importJwk(JSON.parse(text), 'sign');
}
/** The private half sealed with the newest secret, when an older one of ours sealed it. */
export function resealed(record, secret) {
    const from = secret.findSealing(record.sealedPrivateKey);
    const plain = from === secret.current ? undefined : openSealed(record, secret);
    return plain && secret.current.seal(plain, context(record));
}
const openSealed = (record, secret) => secret.findSealing(record.sealedPrivateKey)?.open(record.sealedPrivateKey, context(record));
// Bound to name and algorithm: a writer of the database cannot pass one key off as another.
const context = ({ kid, algorithm }) => `signing key ${algorithm} ${kid}`;
