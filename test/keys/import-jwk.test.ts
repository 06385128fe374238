import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inspect } from 'node:util'
import { encodeBase64url } from '../../src/bytes.ts'
import { generateKey, importJwk, type Jwk, type JwsAlgorithm } from '../../src/keys/index.ts'
import {
  allAlgorithms,
  type BadKey,
  bytesOf,
  keyFor,
  refuses,
  signingKey,
  verificationJwk,
  without,
} from './keys.ts'

const ec = verificationJwk('ES256')
const okp = verificationJwk('Ed25519')
const rsa = verificationJwk('RS256')
const oct = verificationJwk('HS256')

describe('a JWK that is not one', () => {
  const rows: readonly BadKey[] = [
    { id: 'J11 null (GHSA-8wpc-h4q6-8fxv)', jwk: null, throws: TypeError },
    { id: 'J11 undefined', jwk: undefined, throws: TypeError },
    { id: 'a string', jwk: 'secret', throws: TypeError },
    { id: 'no kty', jwk: without(ec, 'kty'), throws: TypeError },
    { id: 'an unknown kty', jwk: { ...ec, kty: 'AKP' }, throws: TypeError },
    { id: 'a kty of an inherited name', jwk: { ...ec, kty: 'constructor' }, throws: TypeError },
    { id: 'kty in another case', jwk: { ...ec, kty: 'ec' }, throws: TypeError },
    { id: 'kid a number', jwk: { ...ec, kid: 7 }, throws: TypeError },
    { id: 'kid null', jwk: { ...ec, kid: null }, throws: TypeError },
    { id: 'alg none', jwk: { ...oct, alg: 'none' }, throws: TypeError },
    { id: 'alg of an inherited name', jwk: { ...oct, alg: 'toString' }, throws: TypeError },
    { id: 'alg a list', jwk: { ...oct, alg: ['HS256'] }, throws: TypeError },
    { id: 'alg null', jwk: { ...ec, alg: null }, throws: TypeError },
    { id: 'alg in another case', jwk: { ...ec, alg: 'es256' }, throws: TypeError },
    { id: 'J14 alg of another curve', jwk: { ...ec, alg: 'ES384' }, throws: TypeError },
    { id: 'J14 alg of another kind of key', jwk: { ...rsa, alg: 'ES256' }, throws: TypeError },
    { id: 'alg outside the list', jwk: rsa, algorithms: ['PS256'], throws: TypeError },
    { id: 'an empty list of algorithms', jwk: ec, algorithms: [], throws: TypeError },
    { id: 'J12 RSA without alg', jwk: without(rsa, 'alg'), throws: TypeError },
    { id: 'J12 oct without alg (CVE-2026-22818)', jwk: without(oct, 'alg'), throws: TypeError },
    {
      id: 'J12 RSA without alg where two would do',
      jwk: without(rsa, 'alg'),
      algorithms: ['RS256', 'PS256'],
      throws: TypeError,
    },
    { id: 'use enc', jwk: { ...ec, use: 'enc' }, throws: TypeError },
    { id: 'use null', jwk: { ...ec, use: null }, throws: TypeError },
    { id: 'key_ops without verify', jwk: { ...ec, key_ops: ['sign'] }, throws: TypeError },
    { id: 'key_ops empty', jwk: { ...ec, key_ops: [] }, throws: TypeError },
    { id: 'key_ops twice', jwk: { ...ec, key_ops: ['verify', 'verify'] }, throws: TypeError },
    { id: 'key_ops a string', jwk: { ...ec, key_ops: 'verify' }, throws: TypeError },
    { id: 'key_ops of numbers', jwk: { ...ec, key_ops: ['verify', 1] }, throws: TypeError },
    {
      id: 'K06 key_ops with another use (RFC 7517 §4.3)',
      jwk: { ...without(ec, 'use'), key_ops: ['verify', 'encrypt'] },
      throws: TypeError,
    },
    {
      id: 'K06 key_ops not of its use',
      jwk: { ...ec, key_ops: ['verify', 'wrapKey'] },
      throws: TypeError,
    },
    { id: 'K06 EC private members', jwk: keyFor('ES256').privateKey, throws: TypeError },
    { id: 'K06 OKP private members', jwk: keyFor('Ed25519').privateKey, throws: TypeError },
    { id: 'K06 RSA private members', jwk: keyFor('RS256').privateKey, throws: TypeError },
    { id: 'K06 one private member', jwk: { ...rsa, dp: '' }, throws: TypeError },
  ]
  for (const row of rows) refuses(row)

  it('passes over members it does not know', () => {
    const jwk = { ...ec, x5c: ['MIIB'], x5u: 'http://127.0.0.1/', ext: true, __proto__: { d: 1 } }
    assert.equal(importJwk(jwk, 'verify').algorithm, 'ES256')
  })
})

const withLeadingZero = (jwk: Jwk, name: 'd' | 'p' | 'q' | 'dp' | 'dq' | 'qi'): Jwk => ({
  ...jwk,
  [name]: encodeBase64url(Buffer.concat([Buffer.alloc(1), bytesOf(jwk[name])])),
})

const exchanged = ({ p = '', q = '', dp = '', dq = '' }: Jwk): Partial<Jwk> => ({
  p: q,
  q: p,
  dp: dq,
  dq: dp,
})

describe('keys to sign with', () => {
  for (const alg of allAlgorithms) {
    it(`signs and verifies with ${alg}`, () => {
      const key = signingKey(alg)
      const other = importJwk(verificationJwk(alg), 'verify')
      const signature = key.sign('text')
      assert.ok(key.verify('text', signature))
      assert.ok(other.verify('text', signature))
      assert.ok(!other.verify('texT', signature))
    })
  }

  const { privateKey } = keyFor('ES256')
  const { privateKey: other } = generateKey('ES256')
  const { privateKey: otherRsa } = generateKey('RS256')
  const rows: readonly (readonly [string, Jwk])[] = [
    ['a public key', verificationJwk('ES256')],
    ['the private half of another EC key', { ...privateKey, ...(other.d && { d: other.d }) }],
    [
      'the private half of another Ed25519 key',
      { ...keyFor('Ed25519').privateKey, d: encodeBase64url(Buffer.alloc(32, 1)) },
    ],
    [
      'the private half of another RSA key',
      { ...keyFor('RS256').privateKey, ...generateKey('RS256').publicKey },
    ],
    ['an RSA key without its primes', without(keyFor('RS256').privateKey, 'p', 'q')],
    // OpenSSL signs well with these, as long as one of its two ways to do it is left.
    ...(['d', 'dp', 'dq', 'qi'] as const).map((name): readonly [string, Jwk] => [
      `an RSA key whose ${name} is of another key`,
      { ...keyFor('RS256').privateKey, [name]: otherRsa[name] },
    ]),
    ...(['d', 'p', 'q', 'dp', 'dq', 'qi'] as const).map((name): readonly [string, Jwk] => [
      `an RSA key whose ${name} has a leading zero`,
      withLeadingZero(keyFor('RS256').privateKey, name),
    ]),
    [
      'an RSA key whose primes are exchanged',
      { ...keyFor('RS256').privateKey, ...exchanged(keyFor('RS256').privateKey) },
    ],
    ['d one byte short', { ...privateKey, d: encodeBase64url(bytesOf(privateKey.d).subarray(1)) }],
    ['key_ops without sign', { ...privateKey, key_ops: ['verify'] }],
  ]
  for (const [id, jwk] of rows) {
    it(`refuses ${id}`, () => assert.throws(() => importJwk(jwk, 'sign'), TypeError))
  }

  it('does not sign with a key to verify with', () => {
    for (const alg of ['ES256', 'HS256'] as const) {
      const key = importJwk(verificationJwk(alg), 'verify')
      assert.equal(key.canSign, false)
      assert.throws(() => key.sign('text'), TypeError)
    }
  })

  it('K13 shows nothing private, not even to console.log', () => {
    for (const alg of allAlgorithms) {
      const shown =
        inspect(signingKey(alg), { depth: 9, showHidden: true }) + JSON.stringify(signingKey(alg))
      const { d, k, p } = keyFor(alg).privateKey
      for (const member of [d, k, p]) assert.ok(member === undefined || !shown.includes(member))
    }
  })
})

const names = (jwk: Jwk): readonly boolean[] =>
  ['Ed25519', 'EdDSA', undefined].map((name) => importJwk(jwk, 'verify').accepts(name))

describe('which algorithm a key has', () => {
  const rows: readonly (readonly [
    string,
    Jwk,
    readonly JwsAlgorithm[] | undefined,
    JwsAlgorithm,
  ])[] = [
    ['a curve implies it', without(ec, 'alg'), undefined, 'ES256'],
    [
      'a curve of another size implies another',
      without(verificationJwk('ES512'), 'alg'),
      undefined,
      'ES512',
    ],
    ['Ed25519 is preferred to EdDSA (RFC 9864)', without(okp, 'alg'), undefined, 'Ed25519'],
    ['EdDSA where only it is allowed', without(okp, 'alg'), ['EdDSA'], 'EdDSA'],
    ['RSA takes the one that fits', without(rsa, 'alg'), ['ES256', 'PS384'], 'PS384'],
    ['oct takes the one that fits', without(oct, 'alg'), ['RS256', 'HS256'], 'HS256'],
    [
      'ES512 under its curve’s name',
      { ...verificationJwk('ES512'), alg: 'ES521' },
      undefined,
      'ES512',
    ],
  ]
  for (const [id, jwk, algorithms, expected] of rows) {
    it(id, () => {
      const key = importJwk(jwk, 'verify', algorithms && { algorithms })
      assert.equal(key.algorithm, expected)
    })
  }

  it('lets a key without alg have both names of Ed25519, and one with alg only that', () => {
    assert.deepEqual(names(without(okp, 'alg')), [true, true, false])
    assert.deepEqual(names(okp), [true, false, false])
    assert.deepEqual(names({ ...okp, alg: 'EdDSA' }), [false, true, false])
  })
})
