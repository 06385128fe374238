import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { encodeBase64url } from '../../src/bytes.ts'
import { generateKey, importJwk } from '../../src/keys/index.ts'
import { type BadKey, bytesOf, refuses, verificationJwk, without } from './keys.ts'

const ec = verificationJwk('ES256')
const okp = verificationJwk('Ed25519')

/** The same bytes, spelled with a stray bit in the last character (RFC 4648 §3.5). */
const misspelled = (text = ''): string => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const last = alphabet[alphabet.indexOf(text.at(-1) ?? '') + 1] ?? ''
  assert.deepEqual(bytesOf(text.slice(0, -1) + last), bytesOf(text))
  return text.slice(0, -1) + last
}

describe('points of a curve', () => {
  const x = bytesOf(ec.x)
  const notOnCurve = Buffer.from(bytesOf(ec.y).map((byte, i) => (i === 31 ? byte ^ 1 : byte)))
  const p256 = 'ffffffff00000001000000000000000000000000ffffffffffffffffffffffff'
  const rows: readonly BadKey[] = [
    {
      id: 'a point off the curve',
      jwk: { ...ec, y: encodeBase64url(notOnCurve) },
      throws: TypeError,
    },
    {
      id: 'a point of another curve',
      jwk: { ...ec, alg: undefined, crv: 'P-384' },
      throws: TypeError,
    },
    { id: 'x and y exchanged', jwk: { ...ec, x: ec.y, y: ec.x }, throws: TypeError },
    {
      id: 'the point (0, 0)',
      jwk: { ...ec, x: encodeBase64url(Buffer.alloc(32)), y: encodeBase64url(Buffer.alloc(32)) },
      throws: TypeError,
    },
    {
      id: 'x = p',
      jwk: { ...ec, x: Buffer.from(p256, 'hex').toString('base64url') },
      throws: TypeError,
    },
    {
      id: 'x one byte short',
      jwk: { ...ec, x: encodeBase64url(x.subarray(1)) },
      throws: TypeError,
    },
    {
      id: 'x one byte long',
      jwk: { ...ec, x: encodeBase64url(Buffer.concat([Buffer.alloc(1), x])) },
      throws: TypeError,
    },
    { id: 'x missing', jwk: without(ec, 'x'), throws: TypeError },
    { id: 'y empty', jwk: { ...ec, y: '' }, throws: TypeError },
    { id: 'y a list', jwk: { ...ec, y: [ec.y] }, throws: TypeError },
    { id: 'x padded', jwk: { ...ec, x: `${ec.x}=` }, throws: TypeError },
    {
      id: 'x in the standard alphabet',
      jwk: { ...ec, x: x.toString('base64') },
      throws: TypeError,
    },
    { id: 'x with a line break', jwk: { ...ec, x: `${ec.x}\n` }, throws: TypeError },
    { id: 'x misspelled', jwk: { ...ec, x: misspelled(ec.x) }, throws: TypeError },
    { id: 'secp256k1', jwk: { ...without(ec, 'alg'), crv: 'secp256k1' }, throws: TypeError },
    {
      id: 'Ed25519 x of 31 bytes',
      jwk: { ...okp, x: encodeBase64url(bytesOf(okp.x).subarray(1)) },
      throws: TypeError,
    },
    { id: 'X25519', jwk: { ...without(okp, 'alg'), crv: 'X25519' }, throws: TypeError },
    { id: 'Ed448', jwk: { ...without(okp, 'alg'), crv: 'Ed448' }, throws: TypeError },
  ]
  for (const row of rows) refuses(row)

  // All encodings of points of small order, and all of y ≥ p (RFC 8032 §5.1.3): each with both signs.
  const weak = [
    '0000000000000000000000000000000000000000000000000000000000000000',
    '0100000000000000000000000000000000000000000000000000000000000000',
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
    'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    '0200000000000000000000000000000000000000000000000000000000000000', // no point has this y
  ]
  for (const hex of weak) {
    for (const sign of [0, 0x80]) {
      const bytes = Buffer.from(hex, 'hex')
      bytes[31] = (bytes[31] ?? 0) | sign
      const x25519 = encodeBase64url(bytes)
      refuses({
        id: `J55 the Ed25519 key ${bytes.toString('hex')}`,
        jwk: { ...okp, x: x25519 },
        throws: RangeError,
      })
    }
  }

  it('takes every Ed25519 key that was really made', () => {
    for (let i = 0; i < 50; i++) {
      const { publicKey } = generateKey('Ed25519')
      assert.ok(publicKey)
      importJwk(publicKey, 'verify')
    }
  })
})
