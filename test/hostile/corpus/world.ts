import type { Account } from '../../../src/accounts/index.ts'
import type { Auth } from '../../../src/auth/index.ts'
import type { Jwk, Key } from '../../../src/keys/index.ts'
import {
  TimedJSONWebSignatureSerializer,
  URLSafeTimedSerializer,
} from '../../../src/signing/index.ts'
import type { Values } from './fill.ts'

export const password = 'canary correct horse battery'
export const person = { username: 'lorenzo', email: 'lorenzo@canary.example' } as const
/** Of the tokens that Flask would have made. */
export const secretKey = 'canary of a Flask application'

/** An installation as an attacker with luck would have it: good tokens, and a key that signs what is asked. */
export interface World {
  readonly key: Key
  readonly publicJwk: Jwk
  readonly values: Values
  /** The values with tokens of a session that nobody has used yet. */
  readonly fresh: () => Promise<Values>
}

/** Trades a refresh token for the next tokens. */
type Renew = (refreshToken: string) => Promise<{ accessToken: string; refreshToken: string }>

/** Starts sessions of the account beside whoever renews them, which costs no hash of a password. */
export async function openWorld(
  auth: Auth,
  account: Account,
  { now, renew }: { readonly now: number; readonly renew: Renew },
): Promise<World> {
  const [publicJwk] = auth.keys.jwkSet().keys
  if (publicJwk === undefined) throw new TypeError('expected a published key')
  const { credential } = await auth.verifiers.add('service')
  const { secret } = await auth.clients.add('billing', {
    grants: ['client_credentials'],
    scopes: ['orders:read'],
  })
  const fresh = async (): Promise<Values> => {
    const session = { account, passwordVersion: 1, clientId: 'first-party' }
    const { refreshToken: first } = await auth.sessions.start(session)
    const { refreshToken, accessToken } = await renew(first)
    return { ...values(accessToken), refresh: refreshToken, spent: first }
  }
  const values = (good: string): Values => {
    const [header = '', payload = '', signature = ''] = good.split('.')
    const timed = new URLSafeTimedSerializer(secretKey, { clock: () => now }).dumps(['one', 1])
    const [value = '', time = '', mac = ''] = timed.split('.')
    const jws = new TimedJSONWebSignatureSerializer(secretKey, { clock: () => now }).dumps({
      id: 1,
    })
    const members = inside(payload)
    const headers = inside(header)
    const { kid = '', x = '', y = '' } = publicJwk
    const parts = { good, header, payload, signature, members, headers }
    const others = { credential, secret }
    return {
      ...parts,
      ...others,
      timed,
      value,
      time,
      mac,
      jws,
      kid,
      x,
      y,
      now: String(now),
      password,
    }
  }
  return { key: auth.keys.signingKey(), publicJwk, values: await fresh(), fresh }
}

/** The JSON of a part without the brace that opens it. */
const inside = (part: string): string => Buffer.from(part, 'base64url').toString().slice(1)
