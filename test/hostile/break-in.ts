import { createHmac, createPrivateKey, sign, type KeyObject } from 'node:crypto'
import type { JwkSet } from '../../src/keys/index.ts'
import { createMasterSecret } from '../../src/keys/index.ts'
import { formatRefreshToken } from '../../src/sessions/refresh-token.ts'
import { introspect } from '../../src/tokens/index.ts'
import { basic as asBasic, form } from '../http/oauth.ts'
import { type Api, issuer } from '../http/open-api.ts'
import { forge } from '../jwt/tokens.ts'

/** Whom the thief of a dump goes for. */
export interface Target {
  readonly api: Api
  readonly usernames: readonly string[]
  /** A live session and the account it is of. */
  readonly sid: string
  readonly sub: string
  readonly now: number
}

type Door = (candidate: string) => Promise<boolean>

const ok = async (answer: Promise<Response>): Promise<boolean> => (await answer).status < 400

/** Every way in, by what it takes the candidate for; a door says whether it opened. */
function doors({ api, usernames, sid, sub, now }: Target): Readonly<Record<string, Door>> {
  const header = (name: string, before: string) => async (candidate: string) =>
    /^[!-~]+$/.test(candidate) &&
    ok(api.call('GET', '/verify', { headers: { [name]: before + candidate } }))
  const basic = (path: string, password: string) => (candidate: string) => {
    const pair = Buffer.from(`${candidate}:${password}`).toString('base64')
    return ok(api.call('GET', path, { headers: { authorization: `Basic ${pair}` } }))
  }
  const post = (path: string, body: object) => ok(api.call('POST', path, { body }))
  const accepted = (token: string): boolean => introspect(api.auth.tokens, token).active
  const claims = { iss: issuer, aud: 'api', sub, sid, client_id: 'x', jti: 'x', scope: '' }
  const forged = ({ alg, ...signer }: Signer): boolean =>
    api.auth.keys.list().some(({ kid }) => {
      const times = { iat: now, exp: now + 300 }
      return accepted(forge(signer, { alg, typ: 'at+jwt', kid }, { ...claims, ...times }))
    })
  return {
    'a Bearer token': header('authorization', 'Bearer '),
    'an Authentication-Token': header('authentication-token', ''),
    'a cookie': header('cookie', '__Host-latchkey='),
    'a token in introspection': async (candidate) => accepted(candidate),
    'a name in Basic at /verify': basic('/verify', 'x'),
    'a name in Basic at /token': basic('/token', 'x'),
    'a name in Basic without a password': basic('/token', ''),
    'a verifier credential': async (token) => {
      if (!/^[!-~]+$/.test(token)) return false
      const response = await api.call('GET', '/api/v1/revocations', { token })
      await response.body?.cancel()
      return response.status < 400
    },
    'a client secret': (candidate) =>
      ok(
        api.call('POST', '/oauth/token', {
          headers: { ...form, ...asBasic('billing', candidate) },
          body: 'grant_type=client_credentials',
        }),
      ),
    'a refresh token at /oauth/token': (candidate) =>
      ok(
        api.call('POST', '/oauth/token', {
          headers: form,
          body: new URLSearchParams({
            grant_type: 'refresh_token',
            refresh_token: candidate,
          }).toString(),
        }),
      ),
    'a refresh token at /renew': (refreshToken) => post('/api/v1/renew', { refreshToken }),
    'a refresh token at /logout': (refreshToken) => post('/api/v1/logout', { refreshToken }),
    'the master secret': async (candidate) => {
      const refreshToken = refreshTokenBy(candidate, sid)
      return refreshToken !== undefined && post('/api/v1/renew', { refreshToken })
    },
    'a signing key': async (candidate) => signersOf(candidate, api.auth.keys.jwkSet()).some(forged),
    ...Object.fromEntries(
      usernames.map((username) => [
        `the password of ${username}`,
        (password: string) => post('/api/v1/login', { username, password }),
      ]),
    ),
  }
}

/** The doors that open for one of the candidates. */
export async function breakIn(target: Target, candidates: Iterable<string>): Promise<string[]> {
  const opened = new Set<string>()
  for (const candidate of candidates) {
    for (const [name, door] of Object.entries(doors(target))) {
      if (await door(candidate)) opened.add(name)
    }
  }
  return [...opened]
}

function refreshTokenBy(candidate: string, sessionId: string): string | undefined {
  try {
    return formatRefreshToken({ sessionId, generation: 0 }, createMasterSecret(candidate))
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

interface Signer {
  readonly alg: string
  sign(input: string): Uint8Array
}

function signersOf(candidate: string, published: JwkSet): Signer[] {
  const secrets = [Buffer.from(candidate), Buffer.from(candidate, 'latin1')]
  return [
    ...secrets.map((secret): Signer => ({
      alg: 'HS256',
      sign: (input) => createHmac('sha256', secret).update(input).digest(),
    })),
    ...privateKeysOf(candidate, published).map((key): Signer => ({
      alg: 'ES256',
      sign: (input) => sign('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' }),
    })),
  ]
}

/** A PEM, a JWK, or the private member that is missing in a published one. */
function privateKeysOf(candidate: string, { keys }: JwkSet): KeyObject[] {
  const d = Buffer.from(candidate, 'latin1').toString('base64url')
  const attempts: (() => KeyObject)[] = [
    () => createPrivateKey(candidate),
    () => createPrivateKey({ key: JSON.parse(candidate), format: 'jwk' }),
    ...keys.map((jwk) => () => {
      const key = { ...jwk, d, key_ops: ['sign'] }
      return createPrivateKey({ key, format: 'jwk' })
    }),
  ]
  return attempts.flatMap((attempt) => {
    try {
      return [attempt()]
    } catch {
      return []
    }
  })
}
