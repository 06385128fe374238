import { createPrivateKey, createPublicKey } from 'node:crypto';
import { algorithmOf, algorithms, checkAlgorithms } from './algorithms.js';
import { checkEd25519PublicKey } from './ed25519.js';
import { checkUse, hasPrivateMembers, memberBytes } from './jwk-members.js';
import { AsymmetricKey, HmacKey } from './key.js';
import { checkRsaPublicKey } from './rsa.js';
import { importSecret } from './secret.js';
/**
 * The key in a JWK, after every check that can be made before a token arrives: members, curve point,
 * modulus, secret, and what the key says it is for. A key to sign with can verify, too.
 *
 * An Ed25519 key without `alg` accepts both names of its algorithm, `Ed25519` (RFC 9864 §2.2) and
 * `EdDSA`, and signs with the first.
 *
 * @throws {TypeError} when the key is malformed or meant for something else, or has private members
 *   though it is to verify only.
 * @throws {RangeError} when it is weak.
 * @example
 * const key = importJwk({ kty: 'oct', alg: 'HS256', k: process.env.SECRET }, 'sign')
 */
export function importJwk(jwk, use, { algorithms: allowed } = {}) {
    if (typeof jwk !== 'object' || jwk === null)
        throw new TypeError('JWK: expected an object');
    if (allowed !== undefined)
        checkAlgorithms(allowed);
    const { kid, kty } = jwk;
    if (kid !== undefined && typeof kid !== 'string')
        throw new TypeError('JWK: "kid" is not a string');
    checkUse(jwk, use);
    const algorithm = algorithmOf(jwk, allowed);
    const { hash, signatureBytes = 0 } = algorithms[algorithm];
    if (kty === 'oct' && hash) {
        const secret = importSecret(memberBytes(jwk, 'k'), signatureBytes);
        return new HmacKey({ kid, algorithm, canSign: use === 'sign' }, hash, secret);
    }
    if (use === 'verify' && hasPrivateMembers(jwk)) {
        throw new TypeError('JWK: a key to verify with has private members; whoever made it leaked it');
    }
    const members = publicMembers(jwk, signatureBytes);
    // The one algorithm that has two names.
    const anyName = algorithm === 'Ed25519' && jwk.alg === undefined;
    const alias = anyName && (allowed?.includes('EdDSA') ?? true) ? 'EdDSA' : undefined;
    const publicKey = refusingMalformed(() => createPublicKey({ key: members, format: 'jwk' }));
    if (use === 'verify')
        return new AsymmetricKey({ kid, algorithm, alias }, publicKey);
    const secret = { ...members, ...privateMembers(jwk, signatureBytes) };
    const privateKey = refusingMalformed(() => createPrivateKey({ key: secret, format: 'jwk' }));
    const key = new AsymmetricKey({ kid, algorithm, alias }, publicKey, privateKey);
    checkPair(key);
    return key;
}
/** Only what the key type needs, so that `node:crypto` never sees anything unchecked. */
function publicMembers(jwk, signatureBytes) {
    const { kty, crv = '', x = '', y = '', n = '', e = '' } = jwk;
    if (kty === 'RSA') {
        checkRsaPublicKey(jwk);
        return { kty, n, e };
    }
    if (kty === 'OKP') {
        checkEd25519PublicKey(memberBytes(jwk, 'x', signatureBytes / 2));
        return { kty, crv, x };
    }
    // Full length, RFC 7518 §6.2.1.2; that the point is on the curve is checked by OpenSSL.
    memberBytes(jwk, 'x', signatureBytes / 2);
    memberBytes(jwk, 'y', signatureBytes / 2);
    return { kty, crv, x, y };
}
function privateMembers(jwk, signatureBytes) {
    const { d = '', p = '', q = '', dp = '', dq = '', qi = '' } = jwk;
    if (jwk.kty !== 'RSA') {
        memberBytes(jwk, 'd', signatureBytes / 2);
        return { d };
    }
    if (Object.hasOwn(jwk, 'oth'))
        throw new TypeError('JWK: an RSA key of more than two primes');
    for (const name of ['d', 'p', 'q', 'dp', 'dq', 'qi'])
        memberBytes(jwk, name);
    return { d, p, q, dp, dq, qi };
}
function refusingMalformed(make) {
    try {
        return make();
    }
    catch (cause) {
        throw new TypeError('JWK: the members do not make a key', { cause });
    }
}
/** A private half of another key, or a damaged one, would sign what nobody accepts. */
function checkPair(key) {
    const probe = 'latchkey';
    if (!refusingMalformed(() => key.verify(probe, key.sign(probe)))) {
        throw new TypeError('JWK: the private half belongs to another key');
    }
}
