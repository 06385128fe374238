import assert from 'node:assert/strict'
import { constants, createHmac, createPrivateKey, sign as signBytes } from 'node:crypto'
import { describe, it } from 'node:test'
import { encodeBase64url } from '../../src/bytes.ts'
import { verifyCompact } from '../../src/jwt/index.ts'
import type { Jwk, JwkSet, JwsAlgorithm } from '../../src/keys/index.ts'
import { keyFor, signingKey, verificationJwk } from '../keys/keys.ts'
import { forge, refusal } from './tokens.ts'

const jwk = verificationJwk('ES256')
const oct = verificationJwk('HS256')
const sign = (alg: JwsAlgorithm): string =>
  forge(signingKey(alg), { alg, kid: verificationJwk(alg).kid }, 'any bytes')
const good = sign('ES256')
const set = (...keys: Jwk[]): JwkSet => ({ keys })

/** An ASN.1 INTEGER. */
const integer = (part: Buffer): Buffer => {
  const padded = (part[0] ?? 0) > 127 ? Buffer.concat([Buffer.alloc(1), part]) : part
  return Buffer.concat([Buffer.from([2, padded.length]), padded])
}

function derSigned(): string {
  const [header = '', payload = '', signature = ''] = good.split('.')
  const bytes = Buffer.from(signature, 'base64url')
  const body = Buffer.concat([integer(bytes.subarray(0, 32)), integer(bytes.subarray(32))])
  const der = Buffer.concat([Buffer.from([0x30, body.length]), body])
  return `${header}.${payload}.${encodeBase64url(der)}`
}

describe('signatures that are not one', () => {
  const [header = '', payload = ''] = good.split('.')
  const n = Buffer.from('ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551', 'hex')
  const minus = (by: number): Buffer =>
    Buffer.from(n.map((byte, i) => (i === 31 ? byte - by : byte)))
  const plus = Buffer.from(n.map((byte, i) => (i === 31 ? byte + 1 : byte)))
  const zero = Buffer.alloc(32)
  const one = Buffer.from(zero.map((_, i) => (i === 31 ? 1 : 0)))
  const named = {
    '0': zero,
    '1': one,
    'n − 1': minus(1),
    n,
    'n + 1': plus,
    '2^256 − 1': Buffer.alloc(32, 255),
  }
  for (const [r, rBytes] of Object.entries(named)) {
    for (const [s, sBytes] of Object.entries(named)) {
      it(`J52 refuses ES256 with r = ${r} and s = ${s} (CVE-2022-21449)`, () => {
        const signature = encodeBase64url(Buffer.concat([rBytes, sBytes]))
        const jws = `${header}.${payload}.${signature}`
        assert.throws(() => verifyCompact(jws, set(jwk)), refusal('signature_invalid'))
      })
    }
  }

  for (const alg of [
    'ES256',
    'ES384',
    'ES512',
    'EdDSA',
    'RS256',
    'PS256',
    'HS256',
    'HS512',
  ] as const) {
    it(`J53 J55 J56 J58 refuses every other length, ${alg}`, () => {
      const jws = sign(alg)
      const dot = jws.lastIndexOf('.') + 1
      const signature = Buffer.from(jws.slice(dot), 'base64url')
      const lengths = [
        ...Array.from({ length: Math.min(signature.length, 140) }, (_, i) => i + 1),
        signature.length - 1,
      ]
      const wrong = [
        ...lengths
          .filter((length) => length < signature.length)
          .map((length) => signature.subarray(0, length)),
        Buffer.concat([Buffer.alloc(1), signature]),
        Buffer.concat([signature, Buffer.alloc(1)]),
        Buffer.concat([signature, signature]),
        Buffer.alloc(signature.length),
        Buffer.alloc(signature.length, 255),
      ]
      for (const bytes of wrong) {
        const changed = jws.slice(0, dot) + encodeBase64url(bytes)
        assert.throws(
          () => verifyCompact(changed, set(verificationJwk(alg))),
          refusal('signature_invalid'),
        )
      }
    })
  }

  it('J53 refuses DER', () => {
    assert.throws(() => verifyCompact(derSigned(), set(jwk)), refusal('signature_invalid'))
  })

  it('J55 refuses Ed25519 with S + L', () => {
    const l = 2n ** 252n + 27_742_317_777_372_353_535_851_937_790_883_648_493n
    const jws = sign('EdDSA')
    const dot = jws.lastIndexOf('.') + 1
    const signature = Buffer.from(jws.slice(dot), 'base64url')
    const s = BigInt(
      `0x${signature
        .subarray(32)
        .toReversed()
        .reduce((hex, byte) => hex + byte.toString(16).padStart(2, '0'), '')}`,
    )
    const raised = Buffer.from((s + l).toString(16).padStart(64, '0'), 'hex').toReversed()
    const changed =
      jws.slice(0, dot) + encodeBase64url(Buffer.concat([signature.subarray(0, 32), raised]))
    assert.throws(
      () => verifyCompact(changed, set(verificationJwk('EdDSA'))),
      refusal('signature_invalid'),
    )
  })

  it('J56 refuses PSS with another length of salt or hash, and PKCS#1 for PSS', () => {
    const { privateKey } = keyFor('PS256')
    const key = createPrivateKey({ key: { ...privateKey, key_ops: ['sign'] }, format: 'jwk' })
    const { RSA_PKCS1_PSS_PADDING: pss, RSA_PKCS1_PADDING: pkcs1 } = constants
    const made = (hash: string, padding: number, saltLength?: number): string => {
      const parameters = { key, padding, ...(saltLength !== undefined && { saltLength }) }
      const forger = { sign: (input: string) => signBytes(hash, Buffer.from(input), parameters) }
      return forge(forger, { alg: 'PS256', kid: privateKey.kid })
    }
    const keys = set(verificationJwk('PS256'))
    verifyCompact(made('sha256', pss, 32), keys)
    for (const [hash, padding, salt] of [
      ['sha256', pss, 0],
      ['sha256', pss, 20],
      ['sha256', pss, 33],
      ['sha256', pss, constants.RSA_PSS_SALTLEN_MAX_SIGN],
      ['sha384', pss, 48],
      ['sha1', pss, 32],
      ['sha256', pkcs1, undefined],
    ] as const) {
      const jws = made(hash, padding, salt)
      assert.throws(() => verifyCompact(jws, keys), refusal('signature_invalid'))
    }
  })

  it('J56 refuses the RSA signatures 0, 1, n − 1 and n', () => {
    for (const alg of ['RS256', 'PS256'] as const) {
      const { n: text = '' } = verificationJwk(alg)
      const [head, body] = sign(alg).split('.')
      const modulus = BigInt(`0x${Buffer.from(text, 'base64url').toString('hex')}`)
      for (const value of [0n, 1n, modulus - 1n, modulus]) {
        const hex = value.toString(16).padStart(modulus.toString(16).length, '0')
        const jws = `${head}.${body}.${encodeBase64url(Buffer.from(hex, 'hex'))}`
        assert.throws(
          () => verifyCompact(jws, set(verificationJwk(alg))),
          refusal('signature_invalid'),
        )
      }
    }
  })

  it('J54 documents that (r, n − s) is as good as (r, s): it is a signature by the standard', () => {
    const bytes = Buffer.from(good.split('.')[2] ?? '', 'base64url')
    const order = BigInt(`0x${n.toString('hex')}`)
    const s = order - BigInt(`0x${bytes.subarray(32).toString('hex')}`)
    const twin = Buffer.concat([
      bytes.subarray(0, 32),
      Buffer.from(s.toString(16).padStart(64, '0'), 'hex'),
    ])
    verifyCompact(`${header}.${payload}.${encodeBase64url(twin)}`, set(jwk))
  })

  it('J65 compares MACs whole: a right beginning is as wrong as anything (hono 91def7ca)', () => {
    const input = `${encodeBase64url(Buffer.from('{"alg":"HS256"}'))}.AA`
    const mac = createHmac('sha256', Buffer.from(oct.k ?? '', 'base64url'))
      .update(input)
      .digest()
    verifyCompact(`${input}.${encodeBase64url(mac)}`, set(oct))
    mac[31] = (mac[31] ?? 0) ^ 1
    assert.throws(
      () => verifyCompact(`${input}.${encodeBase64url(mac)}`, set(oct)),
      refusal('signature_invalid'),
    )
  })
})
