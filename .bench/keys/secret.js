import { createPublicKey, createSecretKey } from 'node:crypto';
// A public key taken for an HMAC secret makes every reader of it a signer. Whatever stands before
// the marker does not matter (white space, BOM, zero-width characters, comments, header lines).
const publicKeyTexts = [
    [/-----\s*BEGIN/i, 'PEM'],
    [/\b(?:ssh-(?:rsa|ed25519)|ecdsa-sha2-\S+) AAAA/, 'an OpenSSH public key'],
    [/"(?:kty|keys)"\s*:/, 'a JWK or JWK Set in JSON'],
];
/**
 * The secret, ready for HMAC.
 *
 * @throws {RangeError} when it is shorter than the hash (RFC 7518 §3.2).
 * @throws {TypeError} when it is really the text of another key.
 */
export function importSecret(bytes, minBytes) {
    if (bytes.byteLength < minBytes) {
        throw new RangeError(`JWK: expected an HMAC secret of at least ${minBytes} bytes`);
    }
    const text = Buffer.from(bytes).toString('latin1').replaceAll('\0', ''); // also what was UTF-16
    for (const [pattern, what] of publicKeyTexts) {
        if (pattern.test(text))
            throw new TypeError(`JWK: the HMAC secret is ${what}`);
    }
    if (isDerPublicKey(bytes))
        throw new TypeError('JWK: the HMAC secret is a DER public key');
    return createSecretKey(bytes);
}
function isDerPublicKey(bytes) {
    const sequence = 0x30;
    if (bytes[0] !== sequence)
        return false;
    return ['spki', 'pkcs1'].some((type) => {
        try {
            return createPublicKey({ key: Buffer.from(bytes), format: 'der', type }).type === 'public';
        }
        catch {
            return false;
        }
    });
}
