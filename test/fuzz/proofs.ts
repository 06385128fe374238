import assert from 'node:assert/strict'
import { AuthError } from '../../src/errors.ts'
import { issuer, openApi } from '../http/open-api.ts'
import { createDevice, hashOf } from '../tokens/device.ts'
import type { Fuzzer } from './fuzzer.ts'
import { mutateJson } from './json.ts'
import { mutate } from './mutate.ts'

/** Proofs of possession, changed, and odd ones that the owner of the key signed: none proves more than it says. */
export async function proofs(): Promise<Fuzzer> {
  const { auth, signIn, close } = await openApi()
  const { token } = await signIn()
  const { iat } = await auth.verify(token)
  const device = createDevice()
  const said = { htm: 'GET', htu: `${issuer}/orders`, iat, ath: hashOf(token) }
  const good = [device.prove(said), device.prove(said)] as const
  const header = {
    typ: '"dpop+jwt"',
    alg: '"ES256"',
    jwk: JSON.stringify(device.jwk),
  }
  const members = Object.fromEntries(
    Object.entries(said).map(([name, value]) => [name, JSON.stringify(value)]),
  )
  let n = 0
  return {
    run: async (random) => {
      n += 1
      // A signature is what costs most: one in so many is made, all others are of good proofs.
      const own = random.once(16) && {
        header: mutateJson(header, random),
        claims: mutateJson({ ...members, jti: `"${n}"` }, random),
      }
      const proof = own
        ? device.seal(own.header, own.claims)
        : mutate(random.pick(good), random, random.pick(good))
      if (good.some((each) => each === proof)) return
      const request = { proof, method: 'GET', url: '/orders' }
      const jkt = await auth.proofs
        .verify(request, { token, jkt: device.jkt })
        .catch((error: unknown) => {
          if (error instanceof AuthError) return undefined
          throw error
        })
      if (jkt === undefined) return
      assert.ok(own, JSON.stringify(proof))
      const claims: typeof said = JSON.parse(own.claims.toWellFormed())
      assert.deepEqual([claims.htm, claims.ath], [said.htm, said.ath])
      // As they may be spelled otherwise, RFC 3986 §6.2.2.
      assert.match(claims.htu, /^[!-[\]-~]+$/)
      assert.equal(new URL(claims.htu).href, said.htu)
      assert.ok(Math.abs(claims.iat - iat) <= 60)
    },
    close,
  }
}
