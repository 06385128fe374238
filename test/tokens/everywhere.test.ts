import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { AuthError } from '../../src/errors.ts'
import { encodeBase64url } from '../../src/bytes.ts'
import { importJwkSet } from '../../src/keys/index.ts'
import type { Jwk, JwsAlgorithm } from '../../src/keys/index.ts'
import { importWebJwkSet } from '../../src/keys/portable.ts'
import { createVerifier as createOnNode } from '../../src/tokens/verifier.ts'
import type { Verifier, VerifierOptions } from '../../src/tokens/verifier.ts'
import { createVerifier as createOnWeb } from '../../src/tokens/web-verifier.ts'
import { forge } from '../jwt/tokens.ts'
import { allAlgorithms, signingKey, verificationJwk } from '../keys/keys.ts'
import { audience, goodClaims, issuer, start } from './issuer.ts'

/** What became of a token: its claims, or why it was refused. Anything else is thrown. */
async function verdict(verifier: Verifier, token: string): Promise<object | string> {
  try {
    return await verifier.verify(token)
  } catch (error) {
    if (error instanceof AuthError) return error.code
    throw error
  }
}

/** The verdict of both runtimes, which has to be one. */
async function agreed(options: Partial<VerifierOptions>, token: string): Promise<object | string> {
  const all = { issuer, audience, clock: () => start, ...options }
  const node = await verdict(createOnNode(all), token)
  const web = await verdict(createOnWeb(all), token)
  assert.deepEqual(web, node)
  return node
}

const asymmetric = allAlgorithms.filter((alg) => !alg.startsWith('HS'))
const named = (alg: JwsAlgorithm): Jwk => ({ ...verificationJwk(alg), kid: alg })
const everyKey = { keys: asymmetric.map(named) }
const sign = (alg: JwsAlgorithm, header: object = {}, claims: object = {}): string =>
  forge(signingKey(alg), { alg, typ: 'at+jwt', kid: alg, ...header }, { ...goodClaims, ...claims })

const hex = (value: bigint): string => value.toString(16).padStart(64, '0')

/** What is wrong with the keys of a set, or with the set. */
function outcome(run: () => { readonly unusable: unknown }): unknown {
  try {
    return run().unusable
  } catch (error) {
    return String(error)
  }
}

describe('a verifier on Web Crypto says what one on Node says', () => {
  for (const alg of allAlgorithms) {
    const keys = alg.startsWith('HS') ? { keys: [named(alg)] } : everyKey

    it(`of a good token, ${alg}`, async () => {
      assert.deepEqual(await agreed({ keys }, sign(alg)), goodClaims)
    })

    it(`J45 J58 of signatures that are not one, ${alg}`, async () => {
      const [header, payload, text = ''] = sign(alg).split('.')
      const signature = Buffer.from(text, 'base64url')
      const bad = {
        'a byte short': signature.subarray(1),
        'a byte long': Buffer.concat([signature, Buffer.alloc(1)]),
        'all zero': Buffer.alloc(signature.length),
        'all one': Buffer.alloc(signature.length, 255),
        'turned round': signature.toReversed(),
        'one bit off': signature.map((byte, i) => (i === 7 ? byte ^ 1 : byte)),
      }
      for (const [what, bytes] of Object.entries(bad)) {
        const token = `${header}.${payload}.${encodeBase64url(bytes)}`
        assert.equal(await agreed({ keys }, token), 'signature_invalid', what)
      }
      const misspelled = `${header}.${payload}.${text}=`
      assert.equal(await agreed({ keys }, misspelled), 'token_malformed')
    })

    it(`J14 of a token that names another algorithm, ${alg}`, async () => {
      for (const other of [...allAlgorithms, 'none', 'hs256', '']) {
        if (other !== alg)
          assert.equal(typeof (await agreed({ keys }, sign(alg, { alg: other }))), 'string')
      }
    })
  }

  it('J55 of Ed25519 with S + L', async () => {
    const [header, payload, text = ''] = sign('Ed25519').split('.')
    const signature = Buffer.from(text, 'base64url')
    const order = 2n ** 252n + 27_742_317_777_372_353_535_851_937_790_883_648_493n
    const s =
      BigInt(`0x${Buffer.from(signature.subarray(32).toReversed()).toString('hex')}`) + order
    signature.set(Buffer.from(s.toString(16).padStart(64, '0'), 'hex').toReversed(), 32)
    const token = `${header}.${payload}.${encodeBase64url(signature)}`
    assert.equal(await agreed({ keys: everyKey }, token), 'signature_invalid')
  })

  it('J52 J54 of ECDSA with zeros, with n, and with n − s, which is valid', async () => {
    const [header, payload, text = ''] = sign('ES256').split('.')
    const n = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
    const [r = 0n, s = 0n] = [0, 32].map((at) =>
      BigInt(
        `0x${Buffer.from(text, 'base64url')
          .subarray(at, at + 32)
          .toString('hex')}`,
      ),
    )
    const rows: readonly [bigint, bigint, boolean][] = [
      [r, n - s, true],
      [0n, 0n, false],
      [r, 0n, false],
      [0n, s, false],
      [n, s, false],
      [r, n, false],
      [1n, 1n, false],
    ]
    for (const [one, two, isGood] of rows) {
      const signature = Buffer.from(hex(one) + hex(two), 'hex').toString('base64url')
      const found = await agreed({ keys: everyKey }, `${header}.${payload}.${signature}`)
      assert.equal(typeof found, isGood ? 'object' : 'string')
    }
  })

  const claims: readonly [id: string, changes: object][] = [
    ['without exp', { exp: undefined }],
    ['expired', { exp: start }],
    ['from the future', { iat: start + 31 }],
    ['of another issuer', { iss: 'https://evil.example' }],
    ['for another audience', { aud: ['a', 'b'] }],
    ['for several audiences', { aud: ['a', audience] }],
    ['with claims of its own', { plan: 'free', constructor: { prototype: 1 } }],
    ['with a broken scope', { scope: 'a  b' }],
  ]
  for (const [id, changes] of claims) {
    it(`of a token ${id}`, async () =>
      void (await agreed({ keys: everyKey }, sign('ES256', {}, changes))))
  }

  it('J20–J24 of headers that ask for something', async () => {
    for (const header of [
      { crit: ['exp'] },
      { b64: false },
      { zip: 'DEF' },
      { cty: 'JWT' },
      { typ: 'JWT' },
      { typ: 'application/AT+JWT' },
      { kid: 'unknown' },
      { kid: '__proto__' },
      { kid: undefined },
      { jwk: verificationJwk('ES384') },
    ]) {
      await agreed({ keys: everyKey }, sign('ES256', header))
    }
  })

  it('of anything at all', async () => {
    const good = sign('ES256')
    const segment = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.base64String(),
      fc.json().map((text) => Buffer.from(text).toString('base64url')),
      fc.constantFrom(...good.split('.'), ...sign('HS256').split('.')),
    )
    const mutated = fc
      .tuple(fc.nat(good.length - 1), fc.string({ unit: 'binary', maxLength: 3 }))
      .map(([at, piece]) => good.slice(0, at) + piece + good.slice(at + 1))
    const token = fc.oneof(
      mutated,
      fc.tuple(segment, segment, segment).map((parts) => parts.join('.')),
    )
    await fc.assert(
      fc.asyncProperty(token, async (text) => void (await agreed({ keys: everyKey }, text))),
    )
  })

  it('of claims that may say anything', async () => {
    const value = fc.oneof(
      fc.jsonValue(),
      fc.constant(undefined),
      fc.integer({ min: start - 50, max: start + 700 }),
    )
    const changes = fc.dictionary(
      fc.constantFrom(...Object.keys(goodClaims), 'nbf', '__proto__', 'x'),
      value,
    )
    await fc.assert(
      fc.asyncProperty(
        changes,
        async (claimed) => void (await agreed({ keys: everyKey }, sign('Ed25519', {}, claimed))),
      ),
    )
  })
})

interface Vector {
  readonly name: string
  readonly alg: JwsAlgorithm
  readonly key: Jwk
  readonly jws: string
}

describe('keys for Web Crypto', () => {
  const text = readFileSync(new URL('../vectors/jws-rfc.json', import.meta.url), 'utf8')
  const { jws: vectors } = JSON.parse(text) as { readonly jws: readonly Vector[] } // our own file
  for (const { name, alg, key, jws } of vectors) {
    it(`verify ${name}, ${alg}, and nothing else`, async () => {
      const [candidate] = importWebJwkSet({ keys: [key] }, { algorithms: [alg] }).candidates(
        undefined,
      )
      const at = jws.lastIndexOf('.')
      const signature = Buffer.from(jws.slice(at + 1), 'base64url')
      assert.equal(await candidate?.verify(jws.slice(0, at), signature), true)
      assert.equal(await candidate?.verify(`${jws.slice(0, at)} `, signature), false)
    })
  }

  it('are refused for the same reasons as those for Node', () => {
    const member = fc.constantFrom(
      'kty',
      'crv',
      'x',
      'y',
      'n',
      'e',
      'k',
      'alg',
      'use',
      'key_ops',
      'kid',
      'd',
    )
    const value = fc.oneof(
      fc.jsonValue(),
      fc.constant(undefined),
      fc.uint8Array({ minLength: 30, maxLength: 68 }).map(encodeBase64url),
      fc.constantFrom(
        'EC',
        'OKP',
        'RSA',
        'oct',
        'P-256',
        'P-521',
        'Ed25519',
        'X25519',
        ...allAlgorithms,
      ),
    )
    const key = fc.constantFrom(...allAlgorithms.map(verificationJwk))
    const changed = fc
      .tuple(key, fc.dictionary(member, value, { maxKeys: 2 }))
      .map(([jwk, changes]) => ({ ...jwk, ...changes }))
    fc.assert(
      fc.property(changed, (jwk) => {
        const set = { keys: [jwk] }
        assert.deepEqual(
          outcome(() => importWebJwkSet(set)),
          outcome(() => importJwkSet(set)),
        )
      }),
      { numRuns: 500 },
    )
  })
})
