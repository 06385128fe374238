import { createHash } from 'node:crypto'
import type { IssuedTokens } from '../auth/index.ts'
import { readCookie } from './cookie.ts'
import { credentialRequest } from './authenticate.ts'
import { refuseCrossSite } from './cross-site.ts'

/** The refresh token that a browser keeps for pages that never see it. */
export interface PresentedCookie {
  readonly refreshToken: string
  /** What the pages would send if they knew the token: the same for every repetition. */
  readonly renewalId: string
}

/** How refresh tokens get into cookies and out of them. */
export interface RefreshCookies {
  /**
   * The newest refresh token among the cookies of a request; `undefined`: there is none.
   * @throws {AuthError} `cross_site_request`, `credentials_ambiguous`.
   */
  read(request: Request): PresentedCookie | undefined
  /** Hands out the refresh token of a session, and takes away what belonged to another one. */
  set(headers: Headers, issued: IssuedTokens): void
  clear(headers: Headers): void
}

// Generations take turns in two cookies: the answer to a repeated request may arrive late and put an
// older token back, but never over both the live one and its parent, and either is good for renewing.
const turns = [0, 1] as const

/** @param cookie the name of the cookie for access tokens, from which theirs derive. */
export function createRefreshCookies(
  cookie: string,
  origins: ReadonlySet<string>,
): RefreshCookies {
  const nameOf = (turn: 0 | 1): string => `${cookie}-refresh-${turn}`
  const append = (headers: Headers, turn: 0 | 1, value: string, maxAge: number): void =>
    headers.append(
      'set-cookie',
      `${nameOf(turn)}=${value}; Path=/; Max-Age=${Math.floor(maxAge)}; Secure; HttpOnly; SameSite=Strict`,
    )
  return {
    read: (request) => {
      // The browser adds the cookie by itself, so that only our own pages may send the request (B01).
      refuseCrossSite(credentialRequest(request), origins, { strict: true })
      const header = request.headers.get('cookie') ?? ''
      const [newest] = turns
        .map((turn) => parse(readCookie(header, nameOf(turn)) ?? ''))
        .filter((kept) => kept !== undefined)
        .toSorted((a, b) => b.signedInAt - a.signedInAt || b.generation - a.generation)
      return newest && { refreshToken: newest.token, renewalId: renewalIdOf(newest.token) }
    },
    set: (headers, { session, refreshToken }) => {
      const { authenticatedAt, generation, lastUsedAt, idleExpiresAt, expiresAt } = session
      const value = `${Math.floor(authenticatedAt * 1_000)}.${generation}.${refreshToken}`
      const turn = generation % 2 === 0 ? 0 : 1
      append(headers, turn, value, Math.min(idleExpiresAt, expiresAt) - lastUsedAt)
      if (generation === 0) append(headers, 1, '', 0)
    },
    clear: (headers) => {
      for (const turn of turns) append(headers, turn, '', 0)
    },
  }
}

interface Kept {
  readonly signedInAt: number
  readonly generation: number
  readonly token: string
}

/** What comes before the token only orders the two cookies; the token proves itself. */
function parse(value: string): Kept | undefined {
  const [, signedInAt, generation, token] = /^(\d{1,15})\.(\d{1,10})\.(\w{1,128})$/.exec(value) ?? []
  if (token === undefined) return undefined
  return { signedInAt: Number(signedInAt), generation: Number(generation), token }
}

const renewalIdOf = (token: string): string =>
  createHash('sha256')
    .update('latchkey refresh cookie')
    .update(token)
    .digest()
    .subarray(0, 16)
    .toString('base64url')
