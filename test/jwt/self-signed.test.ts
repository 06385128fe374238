import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { AuthErrorCode } from '../../src/errors.ts'
import { verifySelfSigned } from '../../src/jwt/portable.ts'
import { asymmetricAlgorithms, importWebJwk } from '../../src/keys/portable.ts'
import type { VerificationKey } from '../../src/keys/portable.ts'
import { createDevice, proofBySecret } from '../tokens/device.ts'
import type { Device } from '../tokens/device.ts'

const device = createDevice()
const options = {
  typ: 'dpop+jwt',
  algorithms: asymmetricAlgorithms,
  importKey: importWebJwk,
}
const header = JSON.stringify({ typ: 'dpop+jwt', alg: 'ES256', jwk: device.jwk })

/** A key that finds every signature good. */
const agreeing: VerificationKey = {
  kid: undefined,
  algorithm: 'ES256',
  accepts: () => true,
  verify: () => true,
}

const forged =
  (change: object) =>
  (from: Device): string =>
    from.prove({ jti: 'a' }, change)

describe('a JWT that is signed by the key in its header', () => {
  it('is its claims and its key, frozen, whatever they say', async () => {
    const found = await verifySelfSigned(device.prove({ jti: 'a', exp: 1 }), options)
    assert.deepEqual(found, { jwk: device.jwk, claims: { jti: 'a', exp: 1 } })
    assert.ok(Object.isFrozen(found.claims))
  })

  const rows: readonly [id: string, token: (from: Device) => string, code: AuthErrorCode][] = [
    ['of another type', forged({ typ: 'JWT' }), 'token_type_mismatch'],
    ['without a type', forged({ typ: undefined }), 'token_type_mismatch'],
    ['with an algorithm that there is not', forged({ alg: 'none' }), 'algorithm_not_allowed'],
    ['J06 with a secret', (from) => proofBySecret(from, {}), 'algorithm_not_allowed'],
    ['without a key', forged({ jwk: undefined }), 'key_invalid'],
    ['with a key that is a text', forged({ jwk: 'key' }), 'key_invalid'],
    [
      'with its private key',
      (from) => from.prove({}, { jwk: from.privateKey.export({ format: 'jwk' }) }),
      'key_invalid',
    ],
    ['with the key of another', forged({ jwk: createDevice().jwk }), 'signature_invalid'],
    ['with the algorithm of another curve', forged({ alg: 'ES384' }), 'key_invalid'],
    [
      'with another algorithm than its key says',
      forged({ alg: 'ES384', jwk: { ...device.jwk, alg: 'ES256' } }),
      'key_invalid',
    ],
    ['with a critical extension', forged({ crit: ['exp'] }), 'critical_header_unsupported'],
    ['of a list', (from) => from.seal(header, '[]'), 'claims_malformed'],
    ['of nothing', (from) => from.seal(header, ''), 'claims_malformed'],
    ['of a member twice', (from) => from.seal(header, '{"a":1,"a":1}'), 'claims_malformed'],
    ['that is none', () => 'nonsense', 'token_malformed'],
    ['that is too long', () => 'a'.repeat(8_193), 'token_too_large'],
  ]
  for (const [id, token, code] of rows) {
    it(`is refused ${id}: ${code}`, async () => {
      await assert.rejects(verifySelfSigned(token(device), options), { name: 'AuthError', code })
    })
  }

  it('is refused with an algorithm that is not acceptable', async () => {
    const token = device.prove({ jti: 'a' })
    await assert.rejects(verifySelfSigned(token, { ...options, algorithms: ['RS256'] }), {
      code: 'algorithm_not_allowed',
    })
  })

  it('is refused when its claims are not UTF-8', async () => {
    const bytes = Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])
    const token = `${Buffer.from(header).toString('base64url')}.${bytes.toString('base64url')}.AAAA`
    await assert.rejects(verifySelfSigned(token, { ...options, importKey: () => agreeing }), {
      code: 'claims_malformed',
    })
  })

  it('is refused when its key turns out to be for another algorithm', async () => {
    const other: VerificationKey = { ...agreeing, accepts: () => false }
    await assert.rejects(
      verifySelfSigned(device.prove({}), { ...options, importKey: () => other }),
      { code: 'signature_invalid' },
    )
  })

  it('asks for a key of just its own algorithm', async () => {
    const asked: unknown[] = []
    const importKey: typeof importWebJwk = (jwk, allowed) => {
      asked.push(allowed)
      return importWebJwk(jwk, allowed)
    }
    await verifySelfSigned(device.prove({}), { ...options, importKey })
    assert.deepEqual(asked, [{ algorithms: ['ES256'] }])
  })
})
