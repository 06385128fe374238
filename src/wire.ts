// The JSON of the native API, types only: what the endpoints answer and what a client may send.

/** Who signed in. */
export interface User {
  /** The `sub` of its access tokens. */
  readonly id: string
  readonly username: string
  readonly email: string | null
  readonly roles: readonly string[]
}

/** POST /api/v1/login: exactly one of `username` and `email`. */
export interface LoginRequest {
  readonly username?: string
  readonly email?: string
  readonly password: string
  /** Keeps the refresh token in a cookie that scripts cannot read; the answer then has none. */
  readonly cookie?: true
}

/** POST /api/v1/renew: the refresh token is either here or in its cookie. */
export type RenewRequest = { readonly refreshToken: string } | { readonly cookie: true }

/** What renewal answers. */
export interface TokenAnswer {
  /** The access token. */
  readonly token: string
  readonly refreshToken: string
  /** `DPoP` where the session is bound to a key. */
  readonly tokenType: 'Bearer' | 'DPoP'
  /** Seconds until `token` expires. */
  readonly expiresIn: number
}

/** What it answers where the refresh token is in its cookie. */
export interface CookieTokenAnswer extends Omit<TokenAnswer, 'refreshToken'> {
  readonly refreshToken?: undefined
}

/** What sign-in answers. */
export interface LoginAnswer extends TokenAnswer {
  readonly user: User
}

export interface CookieLoginAnswer extends CookieTokenAnswer {
  readonly user: User
}

/** POST /api/v1/logout: the body may be left out where an access token is in the header. */
export interface LogoutRequest {
  readonly refreshToken?: string
  /** The refresh token is in its cookie. */
  readonly cookie?: true
  /** Ends every session of the account. */
  readonly all?: boolean
}

/** PATCH /api/v1/me: either names, or the password. */
export interface UserChanges {
  readonly username?: string
  /** `null` takes the address away. */
  readonly email?: string | null
  /** The current password. */
  readonly password?: string
  readonly newPassword?: string
}

/** One live session of the account. */
export interface SessionEntry {
  /** The `sid` of its access tokens. */
  readonly id: string
  /** What the device calls itself. */
  readonly device: string | null
  /** The network it signed in from; never the whole address. */
  readonly network: string | null
  /** Seconds since 1970, like every time here. */
  readonly createdAt: number
  readonly lastSeenAt: number
  readonly expiresAt: number
  /** Whether it is the one that asks. */
  readonly current: boolean
}

/** GET /api/v1/sessions */
export interface SessionsAnswer {
  readonly sessions: readonly SessionEntry[]
}

/** GET /token */
export interface ShortTokenAnswer {
  readonly token: string
  /** Seconds until it expires. */
  readonly duration: number
}

/** POST /oauth/introspect: with `active`, the claims of the token beside it (RFC 7662 §2.2). */
export interface IntrospectionAnswer {
  readonly active: boolean
  readonly [claim: string]: unknown
}

/** POST /oauth/token (RFC 6749 §5.1) */
export interface OAuthTokenAnswer {
  readonly access_token: string
  readonly token_type: 'Bearer' | 'DPoP'
  /** Seconds until `access_token` expires. */
  readonly expires_in: number
  /** `refresh_token` only. */
  readonly refresh_token?: string
  /** Scopes, separated by a space; absent: as before. */
  readonly scope?: string
}

/** Every refusal of POST /oauth/token and /oauth/revoke (RFC 6749 §5.2) */
export interface OAuthErrorAnswer {
  /** What a program branches on. */
  readonly error: string
  readonly error_description: string
}

/** GET /healthz and GET /readyz */
export interface StatusAnswer {
  readonly status: 'ok'
}

/** What a program branches on when it was refused. */
export type ProblemCode =
  | 'invalid_request'
  | 'username_invalid'
  | 'email_invalid'
  | 'password_mismatch'
  | 'password_too_short'
  | 'password_too_long'
  | 'password_common'
  | 'password_malformed'
  | 'credentials_missing'
  | 'invalid_credentials'
  | 'invalid_token'
  | 'invalid_dpop_proof'
  | 'invalid_grant'
  | 'invalid_client'
  | 'unauthorized_client'
  | 'unsupported_grant_type'
  | 'invalid_scope'
  | 'reauthentication_required'
  | 'account_disabled'
  | 'cross_site_request'
  | 'insufficient_scope'
  | 'insufficient_role'
  | 'not_found'
  | 'method_not_allowed'
  | 'account_exists'
  | 'stale_renewal'
  | 'payload_too_large'
  | 'unsupported_media_type'
  | 'rate_limited'
  | 'server_error'
  | 'overloaded'
  | 'temporarily_unavailable'

/** Every refusal, as application/problem+json (RFC 9457). */
export interface ProblemAnswer {
  readonly type: 'about:blank'
  readonly title: string
  readonly status: number
  readonly code: ProblemCode
  /** One sentence for a person; the same for every cause of a code. */
  readonly detail: string
  /** `invalid_request` about a body: what is wrong with which member. */
  readonly errors?: readonly {
    /** RFC 6901, as a URI fragment. */
    readonly pointer: string
    readonly detail: string
  }[]
}
