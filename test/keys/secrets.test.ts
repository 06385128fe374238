import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { describe, it } from 'node:test'
import { encodeBase64url, encodeUtf8 } from '../../src/bytes.ts'
import { importJwk } from '../../src/keys/index.ts'
import { type BadKey, refuses, verificationJwk, without } from './keys.ts'

const ec = verificationJwk('ES256')
const oct = verificationJwk('HS256')

const secret = (text: string | Uint8Array, alg = 'HS256'): unknown => ({
  kty: 'oct',
  alg,
  k: encodeBase64url(typeof text === 'string' ? encodeUtf8(text) : text),
})

describe('HMAC secrets', () => {
  const pem = generateKeyPairSync('rsa', { modulusLength: 2_048 }).publicKey
  const spki = pem.export({ format: 'pem', type: 'spki' })
  const pkcs1 = pem.export({ format: 'pem', type: 'pkcs1' })
  const filler = 'x'.repeat(40)
  const rows: readonly BadKey[] = [
    {
      id: 'J10 an empty secret (CVE-2026-45363, GHSA-gmvf-9v4p-v8jc)',
      jwk: secret(''),
      throws: TypeError,
    },
    { id: 'J10 no secret', jwk: without(oct, 'k'), throws: TypeError },
    { id: 'HS256 with 31 bytes', jwk: secret(Buffer.alloc(31, 7)), throws: RangeError },
    { id: 'HS384 with 47 bytes', jwk: secret(Buffer.alloc(47, 7), 'HS384'), throws: RangeError },
    { id: 'HS512 with 63 bytes', jwk: secret(Buffer.alloc(63, 7), 'HS512'), throws: RangeError },
    { id: 'J10 zeros, which nobody filled', jwk: secret(Buffer.alloc(32)), throws: RangeError },
    { id: 'J10 many zeros', jwk: secret(Buffer.alloc(200)), throws: RangeError },
    { id: 'J06 a SPKI PEM (CVE-2015-9235)', jwk: secret(spki), throws: TypeError },
    { id: 'J06 a PKCS#1 PEM (CVE-2023-48223)', jwk: secret(pkcs1), throws: TypeError },
    {
      id: 'J06 a certificate',
      jwk: secret(`-----BEGIN CERTIFICATE-----\n${filler}`),
      throws: TypeError,
    },
    { id: 'J06 a PEM with CRLF', jwk: secret(spki.replaceAll('\n', '\r\n')), throws: TypeError },
    {
      id: 'J06 SPKI DER',
      jwk: secret(pem.export({ format: 'der', type: 'spki' })),
      throws: TypeError,
    },
    {
      id: 'J06 PKCS#1 DER',
      jwk: secret(pem.export({ format: 'der', type: 'pkcs1' })),
      throws: TypeError,
    },
    { id: 'J08 a PEM in UTF-16', jwk: secret(Buffer.from(spki, 'utf16le')), throws: TypeError },
    {
      id: 'J09 a JWK as text (GHSA-g3jj-5cmm-3hxx)',
      jwk: secret(JSON.stringify(ec)),
      throws: TypeError,
    },
    {
      id: 'J09 a JWK Set as text (CVE-2026-48526)',
      jwk: secret(JSON.stringify({ keys: [ec] }, null, 2)),
      throws: TypeError,
    },
    {
      id: 'J07 an OpenSSH key (CVE-2024-33663)',
      jwk: secret(`ecdsa-sha2-nistp256 AAAAE2VjZHNh${filler}`),
      throws: TypeError,
    },
    ...[
      ' ',
      '\n',
      '\t',
      '\uFEFF',
      '\u200B',
      '\u2060',
      '\0',
      '\u0001',
      '# comment\n',
      'Content-Type: x\r\n\r\n',
    ].map((prefix) => ({
      id: `J08 a PEM behind ${JSON.stringify(prefix)} (CVE-2026-34950, GHSA-ww5h-9m49-7xx4)`,
      jwk: secret(prefix + spki),
      throws: TypeError,
    })),
  ]
  for (const row of rows) refuses(row)

  it('takes exactly the length of the hash, and more', () => {
    for (const [alg, length] of [
      ['HS256', 32],
      ['HS384', 48],
      ['HS512', 64],
    ] as const) {
      for (const more of [0, 1, 200]) {
        const k = encodeBase64url(Buffer.alloc(length + more, 9))
        assert.equal(importJwk({ kty: 'oct', alg, k }, 'verify').algorithm, alg)
      }
    }
  })
})
