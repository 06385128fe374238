import { createHash } from 'node:crypto'
import type { IssuedTokens } from '../auth/index.ts'
import { refreshCookieRotation } from '../defaults.ts'
import { credentialRequest } from './authenticate.ts'
import { refuseCrossSite } from './cross-site.ts'

/** A refresh token that a browser keeps for pages that never see it, and how it is renewed. */
export interface PresentedCookie {
  readonly refreshToken: string
  /** What the pages would send if they knew the token: the same for every repetition. */
  readonly renewalId: string
  readonly rotateAfter: number
}

/** How refresh tokens get into cookies and out of them. */
export interface RefreshCookies {
  /**
   * The refresh token of the newest session among the cookies of a request; `undefined`: there is none.
   * @throws {AuthError} `cross_site_request`.
   */
  read(request: Request): PresentedCookie | undefined
  /** Hands out the refresh token of a session, and takes away those of sessions before it. */
  set(headers: Headers, request: Request, issued: IssuedTokens): void
  clear(headers: Headers, request: Request): void
}

/** @param cookie the name of the cookie for access tokens, with which theirs begin. */
export function createRefreshCookies(cookie: string, origins: ReadonlySet<string>): RefreshCookies {
  // A cookie a session: an answer that comes late, after somebody else has signed in, must not put the session
  // before in the place of theirs.
  const pattern = new RegExp(
    `^[ \\t]*(${cookie}-refresh-[\\w-]{6})=(\\d{1,15})\\.(\\w{1,128})[ \\t]*$`,
  )
  const keptIn = (request: Request): Kept[] =>
    (request.headers.get('cookie') ?? '').split(';').flatMap((pair) => {
      const [, name, signedInAt, token] = pattern.exec(pair) ?? []
      if (name === undefined || token === undefined) return []
      return [{ name, signedInAt: Number(signedInAt), token }]
    })
  return {
    read: (request) => {
      // The browser adds the cookie by itself, so that only our own pages may send the request (B01).
      refuseCrossSite(credentialRequest(request), origins, { strict: true })
      const [newest] = keptIn(request).toSorted((a, b) => b.signedInAt - a.signedInAt)
      if (!newest) return undefined
      const { token: refreshToken } = newest
      return {
        refreshToken,
        renewalId: renewalIdOf(refreshToken),
        rotateAfter: refreshCookieRotation,
      }
    },
    set: (headers, request, { session, refreshToken }) => {
      const { id, authenticatedAt, lastUsedAt, idleExpiresAt, expiresAt } = session
      const own = `${cookie}-refresh-${id.slice(0, 6)}`
      const signedInAt = Math.floor(authenticatedAt * 1_000)
      for (const kept of keptIn(request)) {
        if (kept.name !== own && kept.signedInAt <= signedInAt) append(headers, kept.name, '', 0)
      }
      const maxAge = Math.min(idleExpiresAt, expiresAt) - lastUsedAt
      append(headers, own, `${signedInAt}.${refreshToken}`, maxAge)
    },
    clear: (headers, request) => {
      for (const { name } of keptIn(request)) append(headers, name, '', 0)
    },
  }
}

const append = (headers: Headers, name: string, value: string, maxAge: number): void =>
  headers.append(
    'set-cookie',
    `${name}=${value}; Path=/; Max-Age=${Math.floor(maxAge)}; Secure; HttpOnly; SameSite=Strict`,
  )

/** What comes before the token only tells which of two is newer; the token proves itself. */
interface Kept {
  readonly name: string
  readonly signedInAt: number
  readonly token: string
}

const renewalIdOf = (token: string): string =>
  createHash('sha256')
    .update('latchkey refresh cookie')
    .update(token)
    .digest()
    .subarray(0, 16)
    .toString('base64url')
