import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { concatBytes, decodeBase64url, encodeBase64url, encodeUtf8 } from '../bytes.js';
import { minSecretBytes } from '../defaults.js';
/**
 * The master secret, or the list of them while one replaces another, oldest → newest.
 *
 * @throws {RangeError} when a secret has fewer than 32 bytes, is clearly not random, or is there twice.
 * @example
 * createMasterSecret([process.env.OLD_SECRET, process.env.SECRET])
 */
export function createMasterSecret(secrets) {
    const list = typeof secrets === 'string' ? [secrets] : secrets;
    const all = list.map((text) => new Secret(text));
    const byId = new Map(all.map((secret) => [encodeBase64url(secret.id), secret]));
    const current = all.at(-1);
    if (!current)
        throw new RangeError('secret: expected at least one secret');
    if (byId.size !== all.length)
        throw new RangeError('secret: a secret is in the list twice');
    const find = (id) => byId.get(encodeBase64url(id));
    return {
        current,
        find,
        findSealing: (sealed) => find((decodeBase64url(sealed) ?? new Uint8Array()).subarray(0, idBytes)),
    };
}
const idBytes = 4;
const nonceBytes = 12;
const tagBytes = 16;
const headBytes = idBytes + nonceBytes + tagBytes;
// Random text has more; `password` four times has seven.
const minDifferentBytes = 8;
class Secret {
    id;
    #secret;
    // As many entries as there are labels in the source code.
    #derived = new Map();
    constructor(text) {
        const secret = typeof text === 'string' ? encodeUtf8(text) : new Uint8Array();
        if (secret.byteLength < minSecretBytes || new Set(secret).size < minDifferentBytes) {
            throw new RangeError(`secret: expected at least ${minSecretBytes} random bytes of text`);
        }
        this.#secret = secret;
        this.id = this.derive('id').subarray(0, idBytes);
    }
    derive(label) {
        let key = this.#derived.get(label);
        if (!key) {
            key = new Uint8Array(hkdfSync('sha256', this.#secret, '', `latchkey ${label} v1`, 32));
            this.#derived.set(label, key);
        }
        return key;
    }
    seal(plain, context) {
        // Keys are sealed a few times a year: random nonces do not meet (NIST SP 800-38D §8.3: 2^32).
        const nonce = randomBytes(nonceBytes);
        const cipher = createCipheriv('aes-256-gcm', this.derive('seal'), nonce);
        const body = concatBytes(cipher.setAAD(encodeUtf8(context)).update(plain), cipher.final());
        return encodeBase64url(concatBytes(this.id, nonce, cipher.getAuthTag(), body));
    }
    open(sealed, context) {
        const bytes = decodeBase64url(sealed);
        if (!bytes || bytes.byteLength < headBytes)
            return undefined;
        const nonce = bytes.subarray(idBytes, idBytes + nonceBytes);
        const options = { authTagLength: tagBytes };
        const decipher = createDecipheriv('aes-256-gcm', this.derive('seal'), nonce, options);
        decipher.setAAD(encodeUtf8(context)).setAuthTag(bytes.subarray(idBytes + nonceBytes, headBytes));
        try {
            return concatBytes(decipher.update(bytes.subarray(headBytes)), decipher.final());
        }
        catch {
            return undefined;
        }
    }
}
