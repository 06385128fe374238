import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { encodeBase64url } from '../../src/bytes.ts'
import type { AuthErrorCode } from '../../src/errors.ts'
import { verifyCompact } from '../../src/jwt/index.ts'
import { generateKey, type Jwk, type JwkSet, type JwsAlgorithm } from '../../src/keys/index.ts'
import { keyFor, signingKey, verificationJwk, without } from '../keys/keys.ts'
import { publicHalf } from '../tokens/issuer.ts'
import { codeOf, forge, refusal } from './tokens.ts'

const jwk = verificationJwk('ES256')
const rsa = verificationJwk('RS256')
const oct = verificationJwk('HS256')
const other = verificationJwk('ES384')
const stranger = publicHalf(generateKey('ES256'))
const sign = (alg: JwsAlgorithm, header: object = {}): string =>
  forge(signingKey(alg), { alg, kid: verificationJwk(alg).kid, ...header }, 'any bytes')
const good = sign('ES256')
const set = (...keys: unknown[]): JwkSet => ({ keys }) as JwkSet // hostile sets are of any type

describe('verifyCompact takes', () => {
  const rows: readonly (readonly [string, string, JwkSet, (readonly JwsAlgorithm[])?])[] = [
    ['a token of the one key', good, set(jwk)],
    ['the key with the kid of the token', good, set(other, jwk)],
    ['a key without kid', good, set(other, without(jwk, 'kid'))],
    ['a key without kid beside a bad guess', good, set(without(other, 'kid'), without(jwk, 'kid'))],
    [
      'the second of two keys of one algorithm',
      good,
      set(without(stranger, 'kid'), without(jwk, 'kid')),
    ],
    ['a token without kid', sign('ES256', { kid: undefined }), set(other, jwk)],
    ['a key without alg whose curve says it', good, set(without(jwk, 'alg'))],
    [
      'an RSA key without alg where the caller says it',
      sign('RS256'),
      set(without(rsa, 'alg')),
      ['RS256', 'ES256'],
    ],
    [
      'a secret without alg where the caller says it',
      sign('HS256'),
      set(without(oct, 'alg')),
      ['HS256'],
    ],
    ['two secrets', sign('HS256'), set(oct, verificationJwk('HS512'))],
    ['key_ops with verify', good, set({ ...without(jwk, 'use'), key_ops: ['verify'] })],
    [
      'EdDSA for an Ed25519 key without alg',
      forge(signingKey('EdDSA'), { alg: 'EdDSA' }, ''),
      set(without(verificationJwk('EdDSA'), 'alg')),
    ],
    [
      'Ed25519 for the same',
      forge(signingKey('EdDSA'), { alg: 'Ed25519' }, ''),
      set(without(verificationJwk('EdDSA'), 'alg')),
    ],
    ['K06 its key beside an unknown kty', good, set({ kty: 'AKP', kid: jwk.kid }, jwk)],
    [
      'K06 its key beside another curve',
      good,
      set({ kty: 'EC', crv: 'secp256k1', kid: jwk.kid }, jwk),
    ],
    [
      'K06 its key beside one to encrypt with',
      good,
      set({ ...rsa, use: 'enc', alg: 'RSA-OAEP', kid: jwk.kid }, jwk),
    ],
    ['K06 its key beside a bad point', good, set({ ...other, x: jwk.x }, jwk)],
    ['K06 its key beside a weak one', good, set({ ...rsa, e: 'AQ' }, jwk)],
    ['K06 its key beside one with private members', good, set(keyFor('ES384').privateKey, jwk)],
    ['K06 its key beside what is no key', good, set(null, 7, 'key', [], jwk)],
  ]
  for (const [id, jws, keys, algorithms] of rows) {
    it(id, () => {
      const { header } = verifyCompact(jws, keys, algorithms && { algorithms })
      assert.ok(Object.isFrozen(header))
    })
  }

  it('any payload: none, text, bytes', () => {
    for (const payload of ['', 'foo', '[1]', Buffer.from([0, 255, 128])]) {
      const jws = forge(signingKey('ES256'), { alg: 'ES256' }, payload)
      assert.deepEqual(Buffer.from(verifyCompact(jws, set(jwk)).payload), Buffer.from(payload))
    }
  })

  it('a set as it is now, also when it was changed in place', () => {
    const keys: Jwk[] = [jwk]
    verifyCompact(good, { keys })
    const changing = { keys }
    verifyCompact(good, changing)
    keys[0] = other
    assert.throws(() => verifyCompact(good, changing), refusal('key_unknown'))
  })
})

describe('verifyCompact refuses', () => {
  const rows: readonly (readonly [
    string,
    string,
    JwkSet,
    AuthErrorCode,
    (readonly JwsAlgorithm[])?,
  ])[] = [
    ['a key of another name', good, set({ ...jwk, kid: 'x' }), 'key_unknown'],
    ['an empty set', good, set(), 'key_unknown'],
    ['an algorithm that there is not', sign('ES256', { alg: 'X' }), set(), 'algorithm_not_allowed'],
    [
      'the key of another',
      good,
      set({ ...verificationJwk('ES512'), kid: jwk.kid }),
      'algorithm_not_allowed',
    ],
    ['an algorithm the caller does not name', good, set(jwk), 'algorithm_not_allowed', ['ES384']],
    [
      'J12 an RSA key without alg (CVE-2022-23541)',
      sign('RS256'),
      set(without(rsa, 'alg')),
      'key_invalid',
    ],
    ['J12 a secret without alg', sign('HS256'), set(without(oct, 'alg')), 'key_invalid'],
    [
      'J14 PS256 for an RS256 key',
      sign('RS256', { alg: 'PS256' }),
      set(rsa),
      'algorithm_not_allowed',
    ],
    [
      'Ed25519 for an EdDSA key',
      forge(signingKey('EdDSA'), { alg: 'Ed25519' }),
      set(verificationJwk('EdDSA')),
      'algorithm_not_allowed',
    ],
    ['use enc', good, set({ ...jwk, use: 'enc' }), 'key_unknown'],
    ['key_ops encrypt', good, set({ ...jwk, key_ops: ['encrypt'] }), 'key_unknown'],
    ['key_ops twice', good, set({ ...jwk, key_ops: ['verify', 'verify'] }), 'key_invalid'],
    ['alg ES224', good, set({ ...jwk, alg: 'ES224' }), 'key_unknown'],
    ['ES521 on P-256', good, set({ ...jwk, alg: 'ES521' }), 'key_invalid'],
    ['its key with private members', good, set(keyFor('ES256').privateKey), 'key_invalid'],
    ['its key with a bad point', good, set({ ...jwk, x: jwk.y }), 'key_invalid'],
    [
      'an unusable key, where it names none',
      sign('ES256', { kid: undefined }),
      set({ ...jwk, x: jwk.y }),
      'key_invalid',
    ],
    ['an unusable key of another name', good, set({ ...jwk, x: jwk.y, kid: 'x' }), 'key_unknown'],
    ['its key with a kid that is a number', good, set({ ...jwk, kid: 7 }), 'key_invalid'],
    [
      'J58 a MAC of another secret',
      sign('HS256'),
      set({ ...oct, k: encodeBase64url(Buffer.alloc(32, 5)) }),
      'signature_invalid',
    ],
    ['crit', sign('ES256', { crit: ['b64'], b64: false }), set(jwk), 'critical_header_unsupported'],
    ['8,193 characters', 'a'.repeat(8_193), set(jwk), 'token_too_large'],
    ['no token', '', set(jwk), 'token_malformed'],
  ]
  for (const [id, jws, keys, code, algorithms] of rows) {
    it(id, () =>
      assert.equal(
        codeOf(() => verifyCompact(jws, keys, algorithms && { algorithms })),
        code,
      ),
    )
  }

  it('K06 a set that says two things at once, whatever the token', () => {
    const wrong: readonly unknown[] = [
      set(jwk, { ...other, kid: jwk.kid }),
      set(oct, { ...oct, k: verificationJwk('HS512').k }),
      set(oct, jwk),
      set({ ...oct, k: '' }, jwk),
      { keys: {} },
      { keys: null },
      {},
      [],
      null,
      undefined,
      'keys',
    ]
    for (const keys of wrong) {
      for (const jws of [good, sign('HS256'), '']) {
        assert.throws(() => verifyCompact(jws, keys as JwkSet), TypeError)
      }
    }
    assert.throws(
      () => verifyCompact(good, set(...Array.from({ length: 101 }, () => jwk))),
      RangeError,
    )
  })

  it('J13 a list of algorithms that allows none', () => {
    for (const algorithms of [[], ['none'], 'ES256', [null]]) {
      const options = { algorithms: algorithms as JwsAlgorithm[] } // configuration is of any type
      assert.throws(() => verifyCompact(good, set(jwk), options), TypeError)
    }
  })
})
