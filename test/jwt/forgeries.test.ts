import assert from 'node:assert/strict'
import { it } from 'node:test'
import { verifyCompact } from '../../src/jwt/index.ts'
import { importWebJwkSet } from '../../src/keys/portable.ts'
import { verificationJwk } from '../keys/keys.ts'
import { ecdsa } from './forgeries/ecdsa.ts'
import { ed25519 } from './forgeries/ed25519.ts'
import { hmac } from './forgeries/hmac.ts'
import { pkcs1 } from './forgeries/pkcs1.ts'
import { pss } from './forgeries/pss.ts'
import { codeOf } from './tokens.ts'

const forgeries = [
  ...(['ES256', 'ES384', 'ES512'] as const).flatMap(ecdsa),
  ...ed25519(),
  ...pkcs1(),
  ...pss(),
  ...(['HS256', 'HS384', 'HS512'] as const).flatMap(hmac),
]

for (const { id, alg, isGood, sign } of forgeries) {
  it(`${alg} ${isGood ? 'takes' : 'refuses'} ${id}`, async () => {
    const key = verificationJwk(alg)
    const input = `${Buffer.from(JSON.stringify({ alg, kid: key.kid })).toString('base64url')}.e30`
    const signature = sign(Buffer.from(input))
    const jws = `${input}.${Buffer.from(signature).toString('base64url')}`
    assert.equal(
      codeOf(() => verifyCompact(jws, { keys: [key] })),
      isGood ? undefined : 'signature_invalid',
    )
    const [webKey] = importWebJwkSet({ keys: [key] }).candidates(key.kid)
    assert.equal(await webKey?.verify(input, signature), isGood)
  })
}
