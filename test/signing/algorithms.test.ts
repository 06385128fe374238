import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { HMACAlgorithm, Signer, type DigestMethod } from '../../src/signing/index.ts'

/** `Signer('a secret key', digest_method=…).get_signature('value')` of itsdangerous 2.2.0. */
const signatures: Readonly<Record<DigestMethod, string>> = {
  md5: 'bG4u42jrPIaPJA3mvDTzzw',
  sha1: 'Sy1FeH2DyzdfMtaAA1iGUce1FvE',
  sha224: 'UTXpTWfxepNtSwCzifBxKvNRZAoU9akpMIYThQ',
  sha256: 'Kbfs2aZSxnQu11R-rKrFQ6MKcp1YPLs7y4-KE5XaGx0',
  sha384: 'aooShqocHAUR6UR9XdI2m0XBzl5B1AS7wQ4jnRW5T7a0uhhufa1S1Rvt2eniKuPb',
  sha512: 'hO9gr3JWFEhL1cjXPik1oEWbG0Tryb2_hQwMfXdkZ--47MSAW2ntm3xa_i8ZyKySUWj9O3SZhB3FBwHLpR-lrQ',
  sha3_224: '17lozZNQx67jJ6GOKoCSV-dixAvRifmw0M1dVQ',
  sha3_256: 'X2yS6ERdtB38RbYSK8dq39HN1r_OuPuCJcXQ_579rkg',
  sha3_384: 'J6sqvifJebEHGbsQPL_CCp75wxi4KlALWvoA3TYF1N81WMCYKv97qXvk0TWQsE8n',
  sha3_512:
    'goCZRqg-UivdRA365spH0cSQ1ILCpeh1vnSyq92f3RYKJE-JrS7aVoc2KWWNVDJfSnE7KuegKWBUJeY4nRVazw',
  blake2b: 'l4iS8QrM_r2qFm_WmzTA50JeY-onmQuIKgbY0ybrq_XeQ6FtHOrQ1uED0YbEIcLm8xur86RVqK3lsXZlqTghcw',
  blake2s: 'k_5YPvA4ODe4tWLLM7A_MiXwuRKDXtYhrdvpMMuzUPU',
}

describe('a digest', () => {
  for (const [name, signature] of Object.entries(signatures)) {
    // Object.entries does not say that the names are those of the record.
    const digestMethod = name as DigestMethod
    it(`${name} signs as hashlib's does`, () => {
      assert.equal(new Signer('a secret key', { digestMethod }).getSignature('value'), signature)
    })
  }

  it('is SHA-1 where nothing is said', () => {
    assert.equal(new Signer('a secret key').getSignature('value'), signatures.sha1)
  })
})

describe('what HMACAlgorithm prepares', () => {
  it('signs as HMAC does, however long keys and values are', () => {
    const length = fc.constantFrom(0, 1, 31, 64, 65, 128, 129, 1_023, 1_024, 1_025, 4_000)
    const digests = fc.constantFrom('sha1' as const, 'sha384' as const)
    fc.assert(
      fc.property(digests, length, fc.array(length, { minLength: 3 }), (name, size, sizes) => {
        const key = Buffer.alloc(size, 'key')
        const signatureOf = new HMACAlgorithm(name).prepare(key)
        for (const many of sizes) {
          const value = Buffer.alloc(many, 'value \xff', 'latin1')
          const expected = createHmac(name, key).update(value).digest('base64url')
          assert.equal(signatureOf(value.toString('latin1')), expected)
        }
      }),
    )
  })
})
