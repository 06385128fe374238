import type { Account, AccountStore, BudgetStore, FlaskIdentityStore } from '../accounts/index.ts'
import type { Clock, Duration } from '../clock.ts'
import type { DialectOptions } from '../dialects/index.ts'
import type { Outbox } from '../mail/index.ts'
import type { SecretKey } from '../signing/index.ts'
import type { FlaskLetters } from './letters.ts'

/** Which Flask-Security the clients know: 1.7 (2014–17), 5.0 to 5.3, or 5.4 and later. */
export type FlaskSecurityGeneration = '1.7' | '5.x' | 'newest'

/** Which requests have to bear a token against cross-site request forgery. */
export type FlaskCsrf = 'session' | 'forms' | 'insecure-off'

/** What the dialect needs stored. */
export type FlaskSecurityStore = FlaskIdentityStore &
  BudgetStore &
  Pick<AccountStore, 'findAccountById'>

/** Pages of a single-page application that links in mails lead to, by way of the server: paths or URLs. */
export interface FlaskSpa {
  /** `SECURITY_RESET_VIEW`: gets `?token=`. */
  readonly resetView: string
  /** `SECURITY_RESET_ERROR_VIEW`: gets `?error=`. */
  readonly resetErrorView: string
  /** `SECURITY_POST_CONFIRM_VIEW`: gets `?success=`. */
  readonly postConfirmView: string
  /** `SECURITY_CONFIRM_ERROR_VIEW`: gets `?error=` or `?info=`. */
  readonly confirmErrorView: string
}

export interface FlaskSecurityOptions extends DialectOptions {
  /** Where the names of accounts in Flask's tokens are kept: the store that `createAuth` got. */
  readonly store: FlaskSecurityStore
  /** `SECRET_KEY`; with `SECRET_KEY_FALLBACKS`, all of them from the oldest to the newest: the newest signs. */
  readonly secretKey: SecretKey
  /** Default: `'5.x'`. */
  readonly generation?: FlaskSecurityGeneration
  /** `SECURITY_REMEMBER_SALT`. Default: `'remember-salt'`. */
  readonly tokenSalt?: string
  /** `SECURITY_URL_PREFIX`, such as `/auth`. Default: none. */
  readonly urlPrefix?: string
  /**
   * `SECURITY_TOKEN_MAX_AGE`. Default: 30 days, or 15 minutes where tokens can be refreshed; `'insecure-unlimited'` is
   * Flask-Security's own.
   */
  readonly tokenMaxAge?: Duration | 'insecure-unlimited'
  /**
   * `'session'`: whatever a session cookie authenticates needs `X-CSRF-Token`; a token needs none. `'forms'`: every form needs
   * `csrf_token`, as in an application without `CSRFProtect`. `'insecure-off'`: `WTF_CSRF_ENABLED = False`. Default: `'session'`.
   */
  readonly csrf?: FlaskCsrf
  /** `SECURITY_CSRF_COOKIE_NAME`: the cookie that gives a script its `X-XSRF-TOKEN`, such as `XSRF-TOKEN`. Default: none. */
  readonly csrfCookie?: string
  /** `SECURITY_REGISTERABLE`. Default: `false`. */
  readonly registerable?: boolean
  /** `SECURITY_CHANGEABLE`. Default: `false`. */
  readonly changeable?: boolean
  /**
   * `SECURITY_RECOVERABLE`: `/reset`. Needs `outbox`. Default: `false`.
   */
  readonly recoverable?: boolean
  /**
   * `SECURITY_CONFIRMABLE`: `/confirm`, and nobody signs in here whose address is not confirmed. Needs `outbox`. The native
   * API knows nothing of it. Default: `false`.
   */
  readonly confirmable?: boolean
  /** Where letters go: `createOutbox` of `latchkey/mail`. Default: none are written. */
  readonly outbox?: Outbox
  /** What stands in letters, in the place of the standard ones. */
  readonly letters?: Partial<FlaskLetters>
  /**
   * What links in letters begin with; never what a request calls the server, which whoever sends it chooses.
   * Default: the issuer of the `Auth`.
   */
  readonly publicUrl?: string
  /** `SECURITY_RESET_SALT`. Default: `'reset-salt'`. */
  readonly resetSalt?: string
  /** `SECURITY_CONFIRM_SALT`. Default: `'confirm-salt'`. */
  readonly confirmSalt?: string
  /** `SECURITY_RESET_PASSWORD_WITHIN`. Default: 1 day. */
  readonly resetMaxAge?: Duration
  /** `SECURITY_CONFIRM_EMAIL_WITHIN`. Default: 2 days. */
  readonly confirmMaxAge?: Duration
  /** `SECURITY_REDIRECT_BEHAVIOR = "spa"`. Default: pages of this server. */
  readonly spa?: FlaskSpa
  /**
   * `SECURITY_REFRESH_TOKEN` of the newest: signing in with `?include_auth_token` gives a refresh token too, for
   * `/refresh-token`: in the answer, or in the cookie `fs_refresh`. Default: none.
   */
  readonly refreshTokens?: 'body' | 'cookie'
  /** `SECURITY_API_ENABLED_METHODS`: what authenticates at `/verify` and `/change`. Default: `['token', 'session']`. */
  readonly apiMechanisms?: readonly FlaskMechanism[]
  /** `get_security_payload`: what stands in `user` besides. Default: nothing. */
  readonly securityPayload?: (account: Account) => Readonly<Record<string, unknown>>
  /** `SECURITY_BACKWARDS_COMPAT_AUTH_TOKEN`: a token without `?include_auth_token`. Default: `false`. */
  readonly backwardsCompatAuthToken?: boolean
  /** `SECURITY_BACKWARDS_COMPAT_UNAUTHN`: a page of 401 for everybody, and no redirect. Default: `false`. */
  readonly backwardsCompatUnauthn?: boolean
  /** What each role permits, as `Role.permissions`. Default: nothing. */
  readonly permissions?: Readonly<Record<string, readonly string[]>>
  /** Shortest password that the `Auth` lets people set: the errors say it. Default: 15. */
  readonly passwordMinLength?: number
  /** Where people are sent after signing in and out: a path. Default: `'/'`. */
  readonly postLoginView?: string
  /** `SECURITY_LOGIN_WITHOUT_CONFIRMATION`: whoever registers is signed in, whosever the address is. Default: `false`. */
  readonly allowUnconfirmedSignIn?: boolean
  /** `SECURITY_AUTO_LOGIN_AFTER_CONFIRM`: whoever opens the link is signed in, whosever mailbox it came to. Default: `false`. */
  readonly insecureSignInAfterConfirmation?: boolean
  /** Redirects to `spa` pages bear the address too, which ends up in logs and referrers. Default: `false`. */
  readonly insecureEmailInUrls?: boolean
  /**
   * Says whether a name or a password was wrong and who has no account to reset or to confirm, so that strangers learn who
   * has one; and mails another link to whoever comes with one that is over. Default: `false`.
   */
  readonly insecureDetailedErrors?: boolean
  /** Tokens in the shape of the original, which belong to no session: nobody can end one. Default: `false`. */
  readonly insecureTokensOutliveSignOut?: boolean
  /** `fs_token_uniquifier`: a changed password ends no token, and whoever stole one keeps it. Default: `false`. */
  readonly insecureTokensOutlivePasswordChange?: boolean
  /** Cookies without `Secure` and `SameSite`, as Flask's own default. Default: `false`. */
  readonly insecureCookies?: boolean
  /** Whether `remember` makes a `remember_token`, which is good for a year and cannot be ended alone. Default: `false`. */
  readonly insecureRememberCookie?: boolean
  /** Default: the wall clock. */
  readonly clock?: Clock
}

/** What protects an endpoint of the application itself, as the decorators do. */
export interface FlaskRequirements {
  /** `auth_required(…)`: what may authenticate. Default: `['token', 'session']`. */
  readonly mechanisms?: readonly FlaskMechanism[]
  /** `roles_required`: all of them. */
  readonly roles?: readonly string[]
  /** `roles_accepted`: one of them. */
  readonly anyRole?: readonly string[]
  /** `permissions_required`: all of them. */
  readonly permissions?: readonly string[]
  /** `permissions_accepted`: one of them. */
  readonly anyPermission?: readonly string[]
  /** Signed in or verified within this many seconds; 0 once asks always, a negative number never. Default: -1. */
  readonly within?: number
  /** Seconds for which passing once is enough. Default: 0. */
  readonly grace?: number
  /** Of the challenge where `basic` is one of the mechanisms. Default: `'Login Required'`. */
  readonly realm?: string
}

export type FlaskMechanism = 'token' | 'session' | 'basic'
