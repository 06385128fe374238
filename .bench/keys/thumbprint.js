import { createHash } from 'node:crypto';
import { encodeBase64url } from '../bytes.js';
import { memberBytes } from './jwk-members.js';
// In the order of the alphabet, as RFC 7638 §3.2 asks.
const required = new Map([
    ['EC', ['crv', 'kty', 'x', 'y']],
    ['OKP', ['crv', 'kty', 'x']],
    ['RSA', ['e', 'kty', 'n']],
    ['oct', ['k', 'kty']],
]);
/**
 * The SHA-256 thumbprint of a key, RFC 7638: 43 characters that name it. The public and the private
 * half have the same one.
 *
 * @throws {TypeError} when the JWK lacks a required member.
 */
export function thumbprint(jwk) {
    const names = required.get(jwk.kty);
    if (!names)
        throw new TypeError('JWK: "kty" is not EC, OKP, RSA or oct');
    const members = names.map((name) => {
        if (name.length === 1)
            memberBytes(jwk, name);
        else if (typeof jwk[name] !== 'string')
            throw new TypeError(`JWK: "${name}" is missing`);
        return [name, jwk[name]];
    });
    const text = JSON.stringify(Object.fromEntries(members));
    return encodeBase64url(createHash('sha256').update(text).digest());
}
