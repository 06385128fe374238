import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { encodeUtf8 } from '../../src/bytes.ts'
import { verifyCompact } from '../../src/jwt/index.ts'
import { importJwk, thumbprint, type Jwk, type JwsAlgorithm } from '../../src/keys/index.ts'
import { without } from '../keys/keys.ts'
import { refusal } from './tokens.ts'

interface RfcVectors {
  readonly jws: readonly { name: string; alg: JwsAlgorithm; key: Jwk; jws: string }[]
  readonly thumbprints: readonly { name: string; key: Jwk; thumbprint: string }[]
}

interface CookbookVector {
  readonly title: string
  readonly input: { readonly payload: string; readonly key: Jwk; readonly alg: JwsAlgorithm }
  readonly signing: { readonly 'sig-input'?: string; readonly sig?: string }
  readonly output: { readonly compact?: string }
}

const readJsonFile = (path: URL): unknown => JSON.parse(readFileSync(path, 'utf8'))

const rfc = readJsonFile(new URL('../vectors/jws-rfc.json', import.meta.url)) as RfcVectors

describe('the vectors of the RFCs', () => {
  for (const { name, alg, key, jws } of rfc.jws) {
    it(`verifies ${name}, ${alg}`, () => {
      const { header, payload } = verifyCompact(jws, { keys: [key] }, { algorithms: [alg] })
      assert.equal(header.alg, alg)
      assert.equal(Buffer.from(payload).toString('base64url'), jws.split('.')[1])
    })

    it(`refuses ${name} with another payload`, () => {
      const [header, , signature] = jws.split('.')
      const set = { keys: [key] }
      assert.throws(
        () => verifyCompact(`${header}.e30.${signature}`, set, { algorithms: [alg] }),
        refusal('signature_invalid'),
      )
    })
  }

  for (const { name, key, thumbprint: expected } of rfc.thumbprints) {
    it(`names the key of ${name}`, () => assert.equal(thumbprint(key), expected))
  }
})

const cookbook = new URL('../../../shared/vectors/jose-cookbook/', import.meta.url)
const absent = existsSync(cookbook) ? false : 'the JOSE cookbook is not beside this repository'

const read = (path: string): CookbookVector =>
  readJsonFile(new URL(path, cookbook)) as CookbookVector
const publicHalf = (key: Jwk): Jwk =>
  key.kty === 'oct' ? key : without(key, 'd', 'p', 'q', 'dp', 'dq', 'qi')

describe('the JOSE cookbook (RFC 7520)', { skip: absent }, () => {
  for (const path of [
    'jws/4_1.rsa_v15_signature.json',
    'jws/4_2.rsa-pss_signature.json',
    'jws/4_3.ecdsa_signature.json',
    'jws/4_4.hmac-sha2_integrity_protection.json',
    'curve25519/jws.json',
  ]) {
    it(`verifies ${path}`, () => {
      const { input, output } = read(path)
      const set = { keys: [publicHalf(input.key)] }
      const { payload } = verifyCompact(output.compact ?? '', set, { algorithms: [input.alg] })
      assert.deepEqual(Buffer.from(payload), Buffer.from(encodeUtf8(input.payload)))
    })
  }

  for (const path of [
    'jws/4_1.rsa_v15_signature.json',
    'jws/4_4.hmac-sha2_integrity_protection.json',
    'curve25519/jws.json',
  ]) {
    it(`signs ${path} byte for byte`, () => {
      const { input, output } = read(path)
      const [header, payload, signature] = (output.compact ?? '').split('.')
      const key = importJwk(input.key, 'sign', {
        algorithms: input.alg === 'EdDSA' ? ['EdDSA'] : [input.alg],
      })
      const made = Buffer.from(key.sign(`${header}.${payload}`)).toString('base64url')
      assert.equal(made, signature)
    })
  }

  it('refuses detached content: what was signed is not there', () => {
    const { input, output } = read('jws/4_5.signature_with_detached_content.json')
    assert.throws(
      () => verifyCompact(output.compact ?? '', { keys: [input.key] }),
      refusal('signature_invalid'),
    )
  })

  it('J20 refuses b64=false (RFC 7797)', () => {
    const { input, output } = read('rfc7797/hmac-sha2_b64_false.json')
    assert.throws(
      () => verifyCompact(output.compact ?? '', { keys: [input.key] }),
      refusal('token_malformed', 'critical_header_unsupported'),
    )
  })
})
