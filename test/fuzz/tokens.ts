import assert from 'node:assert/strict'
import { AuthError } from '../../src/errors.ts'
import { generateKey, importJwk, type JwsAlgorithm } from '../../src/keys/index.ts'
import { issuer, openApi } from '../http/open-api.ts'
import { forge } from '../jwt/tokens.ts'
import type { Fuzzer } from './fuzzer.ts'
import { mutateJson } from './json.ts'
import { mutate } from './mutate.ts'
import type { Random } from './random.ts'

const cheap = { passwords: { argon2id: { memoryCost: 64 } } }

/** The claims that a check of tokens lets through; anything but a refusal is thrown. */
function accepted(verify: () => object | undefined): object | undefined {
  try {
    return verify()
  } catch (error) {
    if (error instanceof AuthError) return undefined
    throw error
  }
}

/** Good tokens changed, and tokens that others signed: none is accepted. */
export async function tokens(algorithm: JwsAlgorithm = 'ES256'): Promise<Fuzzer> {
  const { auth, signIn, close } = await openApi({}, { ...cheap, algorithm })
  const good = [(await signIn()).token, (await signIn()).token, (await signIn()).token]
  const known = new Set(good)
  const key = auth.keys.signingKey()
  const stranger = importJwk(generateKey(algorithm).privateKey, 'sign')
  const claims = Object.entries(await auth.verify(good[0] ?? ''))
  const members = Object.fromEntries(claims.map(([name, value]) => [name, JSON.stringify(value)]))
  const header = { alg: `"${algorithm}"`, typ: '"at+jwt"', kid: JSON.stringify(key.kid) }
  return {
    run: (random) => {
      // A signature is what costs: one in so many is by a stranger, all others are of good tokens.
      const token = random.once(32)
        ? forge(stranger, mutateJson(header, random), mutateJson(members, random))
        : mutate(random.pick(good), random, random.pick(good))
      if (known.has(token)) return
      assert.equal(
        accepted(() => auth.verifyNow(token)),
        undefined,
        JSON.stringify(token),
      )
    },
    close,
  }
}

/** Odd JSON that we signed ourselves: refused, or read as JSON.parse reads it and with claims that are right. */
export async function signedJson(): Promise<Fuzzer> {
  const { auth, signIn, close } = await openApi({}, { ...cheap, algorithm: 'HS256' })
  const key = auth.keys.signingKey()
  const good = await auth.verify((await signIn()).token)
  const members = Object.fromEntries(
    Object.entries(good).map(([name, value]) => [name, JSON.stringify(value)]),
  )
  const header = { alg: '"HS256"', typ: '"at+jwt"', kid: JSON.stringify(key.kid) }
  return {
    run: (random: Random) => {
      const text = { header: mutateJson(header, random), claims: mutateJson(members, random) }
      const token = forge(key, text.header, text.claims)
      const claims = accepted(() => auth.verifyNow(token))
      if (claims === undefined) return
      // What is no Unicode text has become some on its way to bytes.
      const said: typeof good = JSON.parse(text.claims.toWellFormed())
      const scope = Object.hasOwn(said, 'scope') ? said.scope : ''
      assert.deepEqual({ ...claims }, { ...said, scope })
      assert.equal(said.iss, issuer)
      assert.ok([said.aud].flat().includes('api') && said.exp > good.iat && said.sub !== '')
      assert.equal(JSON.parse(text.header).alg, 'HS256')
    },
    close,
  }
}

/** Refresh tokens changed: none is renewed. */
export async function refreshTokens(): Promise<Fuzzer> {
  const { auth, signIn, close } = await openApi({}, cheap)
  const good = [(await signIn()).refreshToken, (await signIn()).refreshToken]
  const known = new Set(good)
  return {
    run: async (random) => {
      const token = mutate(random.pick(good), random, random.pick(good))
      if (known.has(token)) return
      const renewed = await auth.renew(token).catch((error: unknown) => {
        if (error instanceof AuthError) return undefined
        throw error
      })
      assert.equal(renewed, undefined, JSON.stringify(token))
    },
    close,
  }
}
