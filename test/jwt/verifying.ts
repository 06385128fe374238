import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { AuthErrorCode } from '../../src/errors.ts'
import { type VerifiedJwt, verifyJwt, type VerifyJwtOptions } from '../../src/jwt/index.ts'
import type { Key, KeyResolver } from '../../src/keys/index.ts'
import { signingKey } from '../keys/keys.ts'
import { codeOf, forge, goodClaims, now } from './tokens.ts'

export const key: Key = signingKey('ES256')
const hmac = signingKey('HS256')
const keys = new Map([key, hmac].map((one) => [one.kid, one]))

/** Two keys, as a ring would know them. */
export const resolver: KeyResolver = { verificationKey: (name) => keys.get(name) }

export const options: VerifyJwtOptions = {
  issuer: goodClaims.iss,
  audience: 'api',
  algorithms: ['ES256', 'HS256'],
  typ: 'at+jwt',
  clock: () => now,
}

export const header: object = { alg: 'ES256', typ: 'at+jwt', kid: key.kid }
export const good: string = forge(key, header)

export const verify = (token: string): VerifiedJwt => verifyJwt(token, resolver, options)

/** A token that must be refused, and the reason that the operator sees. */
export interface Row {
  readonly id: string
  /** Hostile input is of any type. */
  readonly token: unknown
  readonly code: AuthErrorCode
}

/** The test that it is. */
export function refuses({ id, token, code }: Row): void {
  it(`refuses ${id}`, () =>
    assert.equal(
      codeOf(() => verify(token as string)),
      code,
    ))
}
