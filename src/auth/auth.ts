import type { Account, Accounts } from '../accounts/index.ts'
import type { Audit } from '../audit/index.ts'
import type { Clients, RegisteredClient, Verifiers } from '../clients/index.ts'
import type { RevocationStreams } from '../feed/index.ts'
import type { KeyRing } from '../keys/index.ts'
import type { RenewOptions as RenewalOptions, Session, Sessions } from '../sessions/index.ts'
import type {
  AccessClaims,
  AccessTokens,
  Proofs,
  ProvenRequest,
  RegisteredClaims,
  StatusList,
} from '../tokens/index.ts'

/** What a person signs in with: exactly one of the two names, and a password. */
export interface SignInCredentials {
  readonly username?: string
  readonly email?: string
  readonly password: string
}

/** Where a sign-in comes from. */
export interface SignInContext {
  /** The address of the client; limits count per network of it. Default: one unknown network, which all such share. */
  readonly address?: string
  /** What the device calls itself, such as its user agent; 256 characters are kept. Default: nothing. */
  readonly device?: string
  /** RFC 6749 `client_id`. Default: `'first-party'`. */
  readonly clientId?: string
  /** Thumbprint of the key that the session is bound to, as `proofs.verify` gives it. Default: none. */
  readonly jkt?: string | undefined
  /** Aborts when the client has gone: a password that still waits for a core is then not looked at, and is no guess. Default: never. */
  readonly signal?: AbortSignal
}

/** An access token as it goes to the client. */
export interface IssuedToken {
  readonly accessToken: string
  /** Seconds. */
  readonly expiresIn: number
  readonly session: Session
  readonly account: Account
}

/** What sign-in and renewal answer. With rotation off, `refreshToken` is the one that was presented. */
export interface IssuedTokens extends IssuedToken {
  readonly refreshToken: string
}

/** An access token of a client's own. */
export interface ClientToken {
  readonly accessToken: string
  /** Seconds. */
  readonly expiresIn: number
  /** What it covers. */
  readonly scope: readonly string[]
}

export interface RenewOptions extends RenewalOptions {
  /** Who asks: a client that was authenticated, or that needs not be. Default: nobody in particular. */
  readonly clientId?: string | undefined
  /** What the access token is to cover, if less than it could. */
  readonly scope?: readonly string[] | undefined
}

/** How it is going, at this moment. */
export interface AuthVitals {
  /** Password hashes under way or waiting for a core. */
  readonly pendingHashes: number
  /** Calls that wait for the database to take them, where the store can tell; `0` where it cannot. */
  readonly waitingForStorage: number
  /** Seconds since the view of revocations was known to be complete. */
  readonly revocationsAge: number
  /** Revocations that still matter, all of them in memory. */
  readonly revocations: number
  /** Seconds since the key that signs began to. */
  readonly signingKeyAge: number
  /** Verifiers in other services that listen to revocations. */
  readonly feedListeners: number
  /** Events they were sent. */
  readonly feedEventsSent: number
  /** How often one was cut off because it did not read them. */
  readonly feedListenersCut: number
}

/** Token authentication, ready to use: what `createAuth` gives. */
export interface Auth<Claims extends object = object> {
  readonly issuer: string
  readonly audience: string
  readonly accounts: Accounts
  readonly sessions: Sessions
  readonly tokens: AccessTokens<Claims>
  /** What a request proves with that it has a key (RFC 9449). */
  readonly proofs: Proofs
  readonly keys: KeyRing
  /** What was done, where the store records it: SQLite does. */
  readonly audit: Audit | undefined
  /** Programs that may ask for tokens with a secret. */
  readonly clients: Clients
  /** Other services that may listen to revocations and introspect tokens. */
  readonly verifiers: Verifiers
  /** What they listen to. Close it before an HTTP server that waits for its requests: streams never end by themselves. */
  readonly streams: RevocationStreams
  /** What programs read that do not listen; absent unless `statusList` switched it on. */
  readonly statusList: StatusList | undefined
  /**
   * Starts a session.
   * @throws {AuthError} `account_unknown`, `password_mismatch`, `account_disabled`, `rate_limited`, `overloaded`.
   */
  signIn(credentials: SignInCredentials, context?: SignInContext): Promise<IssuedTokens>
  /**
   * Starts a session without a refresh token that ends when its last access token does: the `/token` app.
   * @throws {AuthError} as `signIn`.
   */
  signInForToken(credentials: SignInCredentials, context?: SignInContext): Promise<IssuedToken>
  /**
   * How a token renews itself at `/token`: one from `signInForToken` gets a successor, within `tokenSessionLifetime`
   * of the sign-in; one of a session that has a refresh token is answered as it is, with what is left of it.
   * @throws {AuthError} as `verify`, and `session_ended`.
   */
  extend(accessToken: string): Promise<IssuedToken>
  /**
   * An access token for a client itself, without a session (RFC 6749 §4.4). Whether it may have one is for the caller
   * to know: `clients.authenticate`.
   * @throws {AuthError} `grant_not_allowed`, `scope_not_allowed`.
   */
  issueToClient(
    client: RegisteredClient,
    options?: {
      readonly scope?: readonly string[] | undefined
      /** Thumbprint of the key that the token is bound to. Default: none. */
      readonly jkt?: string | undefined
    },
  ): ClientToken
  /**
   * The next access and refresh token of a session. A session of a registered client ends where its refresh token comes
   * without the client: it is in other hands.
   * @throws {AuthError} `client_mismatch`, `scope_not_allowed`, `proof_missing`, `proof_key_mismatch`, `refresh_token_malformed`, `refresh_token_forged`, `refresh_token_reuse`, `stale_renewal`,
   *   `session_unknown`, `session_ended`, `session_idle_expired`, `session_expired`.
   */
  renew(refreshToken: string, options?: RenewOptions): Promise<IssuedTokens>
  /**
   * Ends the session of a token; idempotent. An access token may have expired, a refresh token may be spent.
   * With `all`, ends every session of the account; that takes a token that is good now. Neither takes the key that the
   * token is bound to: whoever lost it must be able to sign out, and the most that a thief can do is that.
   * @throws {AuthError} when the token is not ours.
   */
  signOut(
    credential: { readonly accessToken: string } | { readonly refreshToken: string },
    options?: { readonly all?: boolean },
  ): Promise<void>
  /** The claims of an access token that is good now. @throws {AuthError} with the operator's reason. */
  verify(token: string): Promise<AccessClaims<Claims>>
  /** The same without waiting: `undefined` means that only `verify` can tell. @throws {AuthError} as `verify`. */
  verifyNow(token: string): AccessClaims<Claims> | undefined
  /**
   * The claims of a token that is bound to a key, sent with a proof of it: `Authorization: DPoP`, RFC 9449 §7.
   * @throws {AuthError} as `verify`; `token_unbound`, `proof_key_mismatch`, and what `proofs.verify` throws.
   */
  verifyBound(token: string, request: ProvenRequest): Promise<AccessClaims<Claims>>
  /** Who an access token of ours is for, though it may have expired or been revoked. @throws {AuthError} when it is not ours. */
  identify(token: string): Promise<RegisteredClaims>
  /** Fulfilled when the store answers. */
  ready(): Promise<void>
  /** Numbers for whoever watches over it. */
  vitals(): AuthVitals
  /** Stops the background tasks and closes the store. */
  close(): Promise<void>
}
