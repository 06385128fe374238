import type { Account } from '../../src/accounts/index.ts'
import { AuthError } from '../../src/errors.ts'
import type { AuthErrorCode } from '../../src/errors.ts'
import { signJwt } from '../../src/jwt/index.ts'
import { generateKey, importJwk } from '../../src/keys/index.ts'
import type { GeneratedKey, Jwk, JwkSet, Key } from '../../src/keys/index.ts'
import type { Session } from '../../src/sessions/index.ts'

export const issuer = 'https://auth.example.com'
export const audience = 'orders'
export const start = 1_800_000_000

/** A clock that stands until it is set. */
export interface TestClock {
  (): number
  now: number
}

export function testClock(now: number = start): TestClock {
  const clock = (): number => clock.now
  clock.now = now
  return clock
}

const keyPair: GeneratedKey = generateKey('ES256')
export const privateJwk: Jwk = keyPair.privateKey
export const signer: Key = importJwk(keyPair.privateKey, 'sign')
export const jwks: JwkSet = { keys: [publicHalf(keyPair)] }

/** The public key of a new pair. */
export function publicHalf({ publicKey }: GeneratedKey): Jwk {
  if (publicKey === undefined) throw new TypeError('expected an asymmetric key')
  return publicKey
}

export const goodClaims: Readonly<Record<string, unknown>> = {
  iss: issuer,
  sub: 'acc_ada',
  aud: audience,
  exp: start + 600,
  iat: start,
  jti: 'jti-1',
  client_id: 'first-party',
  scope: 'orders:read orders:write',
  sid: 'session-1',
  auth_time: start - 60,
  roles: ['clerk'],
}

/** A token with good claims but for `changes`; `undefined` takes a claim away. */
export const sign = (changes: object = {}, typ = 'at+jwt', key: Key = signer): string =>
  signJwt({ ...goodClaims, ...changes }, key, { typ })

export const account: Account = {
  id: 'acc_ada',
  username: 'ada',
  email: 'ada@example.com',
  roles: [],
  scopes: ['orders:read', 'orders:write'],
  createdAt: start - 1_000,
  disabledAt: undefined,
}

export const session: Session = {
  id: 'session-1',
  accountId: account.id,
  clientId: 'first-party',
  generation: 3,
  renewalIds: '',
  authenticatedAt: start - 60,
  rotatedAt: start,
  lastUsedAt: start,
  idleLifetime: 30 * 86_400,
  idleExpiresAt: start + 30 * 86_400,
  expiresAt: start + 180 * 86_400,
  endedAt: undefined,
  endReason: undefined,
  device: undefined,
  network: undefined,
}

/** For `assert.throws` and `assert.rejects`: an AuthError with this code. */
export const refusal =
  (code: AuthErrorCode) =>
  (error: unknown): boolean =>
    error instanceof AuthError && error.code === code
