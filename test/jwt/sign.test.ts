import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { signJwt, verifyJwt } from '../../src/jwt/index.ts'
import { importJwk } from '../../src/keys/index.ts'
import { allAlgorithms, signingKey, verificationJwk, without } from '../keys/keys.ts'
import { goodClaims, now } from './tokens.ts'

describe('signJwt', () => {
  for (const alg of allAlgorithms) {
    it(`makes what verifyJwt takes, ${alg}`, () => {
      const key = signingKey(alg)
      const token = signJwt(goodClaims, key, { typ: 'at+jwt' })
      const { header, claims } = verifyJwt(token, importJwk(verificationJwk(alg), 'verify'), {
        issuer: goodClaims.iss,
        audience: 'api',
        algorithms: [alg],
        typ: 'at+jwt',
        clock: () => now,
      })
      assert.deepEqual(header, { alg, typ: 'at+jwt', kid: key.kid })
      assert.deepEqual(claims, goodClaims)
    })
  }

  const key = signingKey('ES256')
  const wrong: readonly (readonly [string, object])[] = [
    ...['exp', 'nbf', 'iat', 'auth_time'].flatMap((name) =>
      [Number.NaN, Infinity, -1, '1', null, new Date()].map(
        (value) => [`${name} ${String(value)}`, { ...goodClaims, [name]: value }] as const,
      ),
    ),
    ['a list', []],
    ['a date', new Date(0)],
    ['a lone surrogate', { sub: '\uD800' }],
    ['deep nesting', { a: JSON.parse(`${'['.repeat(40)}${']'.repeat(40)}`) as object }],
    ['a big integer', { n: 1n }],
    ['a function', () => undefined],
  ]
  for (const [id, claims] of wrong) {
    it(`does not sign ${id}`, () => assert.throws(() => signJwt(claims, key), TypeError))
  }

  it('does not sign what verifiers would find too long', () => {
    assert.throws(() => signJwt({ sub: 'x'.repeat(8_000) }, key), RangeError)
  })

  it('signs dates from the epoch on, and what is just as long as it may be', () => {
    const dates = { exp: 1, nbf: 0, iat: 0, auth_time: 0 }
    const token = signJwt(dates, key)
    const [, payload = ''] = token.split('.')
    assert.deepEqual(JSON.parse(Buffer.from(payload, 'base64url').toString()), dates)
    const { length } = token
    assert.equal(signJwt(dates, key, { maxLength: length }).length, length)
    assert.throws(() => signJwt(dates, key, { maxLength: length - 1 }), RangeError)
  })

  it('does not sign with a key to verify with', () => {
    const other = importJwk(verificationJwk('ES256'), 'verify')
    assert.throws(() => signJwt(goodClaims, other), TypeError)
  })

  it('leaves out the kid of a key that has none, and is a JWT unless told otherwise', () => {
    const secret = importJwk(without(verificationJwk('HS256'), 'kid'), 'sign')
    const [header = ''] = signJwt({}, secret).split('.')
    assert.equal(Buffer.from(header, 'base64url').toString(), '{"alg":"HS256","typ":"JWT"}')
  })
})
