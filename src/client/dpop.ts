// The door of `latchkey/client/dpop`: sessions that are bound to a key of this device (RFC 9449). A copied token is then
// good for nothing. A script in the page can still use the key while the page is open; it cannot take it away.
import type { ClientClock } from './clock.ts'
import { systemClock } from './clock.ts'
import type { DeviceKey, DpopCrypto } from './device-key.ts'
import { deviceKeys } from './device-key.ts'
import { encodeBase64url } from './renewal-id.ts'

export type { DpopCrypto } from './device-key.ts'

/** How requests are proven. Everything may be left out. */
export interface DpopOptions {
  /** Sends them. Default: the global one. */
  readonly fetch?: typeof fetch
  /**
   * An ECDSA pair on P-256. Default: one that is made when it is first needed and kept in IndexedDB, where no script can
   * read it; in memory where there is no IndexedDB.
   */
  readonly keyPair?: CryptoKeyPair
  /** Default: the system's. */
  readonly clock?: Pick<ClientClock, 'now'>
  /** WebCrypto. Default: the global one. */
  readonly crypto?: DpopCrypto
}

/** Ms by which clocks may differ before a refused proof is put down to that. */
const tolerance = 5_000

/**
 * A `fetch` for `createClient` that binds the session it signs in to a key of this device, and proves with every
 * request that it comes from there. Sessions that are bound to no key go on as they are until the next sign-in.
 *
 * @example
 * import { createClient } from 'latchkey/client'
 * import { dpopFetch } from 'latchkey/client/dpop'
 *
 * const client = createClient({ baseUrl: 'https://api.example.com', fetch: dpopFetch() })
 */
export function dpopFetch(options: DpopOptions = {}): typeof fetch {
  const { clock = systemClock, crypto = globalThis.crypto } = options
  const { fetch: send = (...request) => fetch(...request) } = options
  const keyFor = deviceKeys(crypto, options.keyPair)
  /** Ms that the server's clock is ahead of ours. */
  let ahead = 0

  const digest = async (text: string): Promise<string> =>
    encodeBase64url(
      new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))),
    )
  const prove = async (
    { jwk, sign }: DeviceKey,
    htm: string,
    { origin, pathname }: URL,
    token: string | undefined,
  ): Promise<string> => {
    const claims = {
      jti: encodeBase64url(crypto.getRandomValues(new Uint8Array(16))),
      htm,
      htu: origin + pathname,
      iat: Math.floor((clock.now() + ahead) / 1_000),
      ...(token && { ath: await digest(token) }),
    }
    const input = [{ typ: 'dpop+jwt', alg: 'ES256', jwk }, claims].map(encodeJson).join('.')
    return `${input}.${encodeBase64url(await sign(new TextEncoder().encode(input)))}`
  }

  return async (input, init) => {
    const request = input instanceof Request && input
    const url = new URL(request ? request.url : input, globalThis.location?.href)
    // As `fetch` spells it.
    const { method } = new Request(url, { method: init?.method ?? (request || {}).method ?? 'GET' })
    const headers = new Headers(init?.headers ?? (request ? request.headers : {}))
    const bearer = /^Bearer (.+)/.exec(headers.get('authorization') ?? '')?.[1]
    const jkt = bearer && boundTo(bearer)
    const isSignIn = method === 'POST' && /\/api\/v1\/(login|renew)$/.test(url.pathname)
    if (!jkt && !isSignIn) return send(input, init)

    const token = jkt ? bearer : refreshTokenOf(init?.body)
    const attempt = async (): Promise<Response> => {
      headers.set('dpop', await prove(await keyFor(jkt), method, url, token))
      if (jkt) headers.set('authorization', `DPoP ${bearer}`)
      // A copy, because the body of a request can be read once.
      return send(request ? request.clone() : input, { ...init, headers })
    }
    const response = await attempt()
    const skew = Date.parse(response.headers.get('date') ?? '') - clock.now()
    const isAboutClock =
      response.headers.get('www-authenticate')?.includes('invalid_dpop_proof') &&
      Math.abs(skew - ahead) > tolerance
    if (!isAboutClock || init?.body instanceof ReadableStream) return response
    ahead = skew
    await response.body?.cancel()
    return attempt()
  }
}

const encodeJson = (value: object): string =>
  encodeBase64url(new TextEncoder().encode(JSON.stringify(value)))

/** The thumbprint of the key that an access token is bound to, if it is to any. */
function boundTo(token: string): string | undefined {
  try {
    const payload = token.split('.')[1] ?? ''
    return JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))).cnf?.jkt
  } catch {
    return undefined
  }
}

/** Of a renewal, whose proof is made for the refresh token. */
function refreshTokenOf(body: unknown): string | undefined {
  return typeof body === 'string' ? JSON.parse(body).refreshToken : undefined
}
