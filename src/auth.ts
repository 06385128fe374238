import type { Account, Accounts } from './accounts/index.ts'
import type { KeyRing } from './keys/index.ts'
import type { Session, Sessions } from './sessions/index.ts'
import type { AccessClaims, AccessTokens } from './tokens/index.ts'

/** What a person signs in with: exactly one of the two names, and a password. */
export interface SignInCredentials {
  readonly username?: string
  readonly email?: string
  readonly password: string
}

/** Where a sign-in comes from. */
export interface SignInContext {
  /** The address of the client, without a port; limits count per network of it. */
  readonly address?: string
  /** What the device calls itself, such as its user agent. */
  readonly device?: string
  /** RFC 6749 `client_id`. Default: `'first-party'`. */
  readonly clientId?: string
}

/** An access token as it goes to the client. */
export interface IssuedToken {
  readonly accessToken: string
  /** Seconds. */
  readonly expiresIn: number
  readonly session: Session
  readonly account: Account
}

/** What sign-in and renewal answer. `refreshToken` is absent only where rotation is off and the old one stays good. */
export interface IssuedTokens extends IssuedToken {
  readonly refreshToken: string
}

/** Token authentication, ready to use: what `createAuth` gives. */
export interface Auth<Claims extends object = Record<never, never>> {
  readonly issuer: string
  readonly audience: string
  readonly accounts: Accounts
  readonly sessions: Sessions
  readonly tokens: AccessTokens<Claims>
  readonly keys: KeyRing
  /** Starts a session. @throws {AuthError} `account_unknown`, `password_mismatch`, `account_disabled`, `rate_limited`, `overloaded` … */
  signIn(credentials: SignInCredentials, context?: SignInContext): Promise<IssuedTokens>
  /** Starts a session that lives as long as one access token and has no refresh token: the `/token` app. */
  signInForToken(credentials: SignInCredentials, context?: SignInContext): Promise<IssuedToken>
  /** A new access token for the live session of a valid one: how a token renews itself at `/token`. */
  extend(accessToken: string): Promise<IssuedToken>
  /** The next access and refresh token. @throws {AuthError} `refresh_token_reuse`, `session_ended`, `stale_renewal` … */
  renew(refreshToken: string, options?: { readonly renewalId?: string }): Promise<IssuedTokens>
  /**
   * Ends the session of a token: an access token, or any refresh token of it, a spent one too; idempotent.
   * With `all`, every session of its account.
   */
  signOut(
    credential: { readonly accessToken: string } | { readonly refreshToken: string },
    options?: { readonly all?: boolean },
  ): Promise<void>
  /** The claims of an access token that is good now. @throws {AuthError} with the operator's reason. */
  verify(token: string): Promise<AccessClaims<Claims>>
  /** The same without waiting: `undefined` means that only `verify` can tell. @throws {AuthError} like `verify`. */
  verifyNow(token: string): AccessClaims<Claims> | undefined
  /** Fulfilled when the store answers and the keys are there. */
  ready(): Promise<void>
  /** Stops timers and closes the store. */
  close(): Promise<void>
}
