import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { signJwt, verifyCompact, verifyJwt } from '../../src/jwt/index.ts'
import { importJwk } from '../../src/keys/index.ts'
import { allAlgorithms, keyFor, signingKey, verificationJwk, without } from '../keys/keys.ts'
import { codeOf, goodClaims, now } from './tokens.ts'
import { good, resolver, options, verify } from './verifying.ts'

describe('J59 J45 a token with one character changed', () => {
  for (const alg of allAlgorithms) {
    it(`is refused, ${alg}`, () => {
      const short = { iss: 'i', aud: 'a', exp: now + 1 }
      const secret = importJwk(without(keyFor(alg).privateKey, 'kid'), 'sign')
      const token = signJwt(short, secret)
      const check = { ...options, issuer: 'i', audience: 'a', typ: 'JWT', algorithms: [alg] }
      verifyJwt(token, secret, check)
      for (let i = 0; i < token.length; i++) {
        for (let bit = 0; bit < 8; bit++) {
          const character = String.fromCharCode(token.charCodeAt(i) ^ (1 << bit))
          const changed = token.slice(0, i) + character + token.slice(i + 1)
          assert.ok(
            codeOf(() => verifyJwt(changed, secret, check)),
            `bit ${bit} of character ${i}`,
          )
        }
      }
    })

    it(`has one spelling of its signature, ${alg}`, () => {
      const token = signJwt(goodClaims, signingKey(alg), { typ: 'at+jwt' })
      const set = { keys: [verificationJwk(alg)] }
      for (const last of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_') {
        const changed = token.slice(0, -1) + last
        assert.equal(codeOf(() => verifyCompact(changed, set)) === undefined, changed === token)
      }
    })
  }
})

describe('verifyJwt throws nothing but refusals', () => {
  const segment = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.base64String(),
    fc.json().map((text) => Buffer.from(text).toString('base64url')),
    fc.constantFrom(...good.split('.')),
  )

  it('for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => assert.ok(codeOf(() => verify(text)))),
    )
  })

  it('for any three parts', () => {
    fc.assert(
      fc.property(fc.tuple(segment, segment, segment), (parts) => {
        const token = parts.join('.')
        assert.ok(token === good || codeOf(() => verify(token)))
      }),
      { numRuns: 1_000 },
    )
  })

  it('and for any signed claims either refuses or hands out what was signed', () => {
    const key = signingKey('HS256')
    const names = fc.constantFrom(
      'iss',
      'aud',
      'exp',
      'sub',
      'iat',
      'nbf',
      'scope',
      '__proto__',
      'x',
    )
    const claims = fc
      .dictionary(names, fc.jsonValue({ maxDepth: 3 }))
      .map((some) => ({ ...goodClaims, ...some }))
    fc.assert(
      fc.property(claims, (some) => {
        const token = signJwtOrNothing(some)
        if (token === undefined) return
        const code = codeOf(() => {
          const verified = verifyJwt(token, resolver, options)
          assert.deepEqual(JSON.stringify(verified.claims), JSON.stringify(some))
        })
        if (code === undefined) assert.ok(some.exp > now)
      }),
    )
    function signJwtOrNothing(some: object): string | undefined {
      try {
        return signJwt(some, key, { typ: 'at+jwt' })
      } catch {
        return undefined
      }
    }
  })
})
