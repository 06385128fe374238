import type { FlaskIdentityStore } from '../accounts/index.ts';
import type { Clock, Duration } from '../clock.ts';
import type { DialectOptions } from '../dialects/index.ts';
import type { SecretKey } from '../signing/index.ts';
/** Which Flask-Security the clients know: 1.7 (2014–17), 5.0 to 5.3, or 5.4 and later. */
export type FlaskSecurityGeneration = '1.7' | '5.x' | 'newest';
/** Which requests have to bear a token against cross-site request forgery. */
export type FlaskCsrf = 'session' | 'forms' | 'insecure-off';
export interface FlaskSecurityOptions extends DialectOptions {
    /** Where the names of accounts in Flask's tokens are kept: the store that `createAuth` got. */
    readonly store: FlaskIdentityStore;
    /** `SECRET_KEY`; with `SECRET_KEY_FALLBACKS`, all of them from the oldest to the newest: the newest signs. */
    readonly secretKey: SecretKey;
    /** Default: `'5.x'`. */
    readonly generation?: FlaskSecurityGeneration;
    /** `SECURITY_REMEMBER_SALT`. Default: `'remember-salt'`. */
    readonly tokenSalt?: string;
    /** `SECURITY_URL_PREFIX`, such as `/auth`. Default: none. */
    readonly urlPrefix?: string;
    /** `SECURITY_TOKEN_MAX_AGE`. Default: 30 days; `'insecure-unlimited'` is Flask-Security's own. */
    readonly tokenMaxAge?: Duration | 'insecure-unlimited';
    /**
     * `'session'`: whatever a session cookie authenticates needs `X-CSRF-Token`; a token needs none. `'forms'`: every form needs
     * `csrf_token`, as in an application without `CSRFProtect`. `'insecure-off'`: `WTF_CSRF_ENABLED = False`. Default: `'session'`.
     */
    readonly csrf?: FlaskCsrf;
    /** `SECURITY_CSRF_COOKIE_NAME`: the cookie that gives a script its `X-XSRF-TOKEN`, such as `XSRF-TOKEN`. Default: none. */
    readonly csrfCookie?: string;
    /** `SECURITY_REGISTERABLE`. Default: `false`. */
    readonly registerable?: boolean;
    /** `SECURITY_CHANGEABLE`. Default: `false`. */
    readonly changeable?: boolean;
    /** What each role permits, as `Role.permissions`. Default: nothing. */
    readonly permissions?: Readonly<Record<string, readonly string[]>>;
    /** Shortest password that the `Auth` lets people set: the errors say it. Default: 15. */
    readonly passwordMinLength?: number;
    /** Where people are sent after signing in and out: a path. Default: `'/'`. */
    readonly postLoginView?: string;
    /** Says whether a name or a password was wrong, so that strangers learn who has an account. Default: `false`. */
    readonly insecureDetailedErrors?: boolean;
    /** Tokens in the shape of the original, which belong to no session: nobody can end one. Default: `false`. */
    readonly insecureTokensOutliveSignOut?: boolean;
    /** Cookies without `Secure` and `SameSite`, as Flask's own default. Default: `false`. */
    readonly insecureCookies?: boolean;
    /** Whether `remember` makes a `remember_token`, which is good for a year and cannot be ended alone. Default: `false`. */
    readonly insecureRememberCookie?: boolean;
    /** Default: the wall clock. */
    readonly clock?: Clock;
}
/** What protects an endpoint of the application itself, as the decorators do. */
export interface FlaskRequirements {
    /** `auth_required(…)`: what may authenticate. Default: `['token', 'session']`. */
    readonly mechanisms?: readonly FlaskMechanism[];
    /** `roles_required`: all of them. */
    readonly roles?: readonly string[];
    /** `roles_accepted`: one of them. */
    readonly anyRole?: readonly string[];
    /** `permissions_required`: all of them. */
    readonly permissions?: readonly string[];
    /** `permissions_accepted`: one of them. */
    readonly anyPermission?: readonly string[];
    /** Signed in or verified within this many seconds; 0 once asks always, a negative number never. Default: -1. */
    readonly within?: number;
    /** Seconds for which passing once is enough. Default: 0. */
    readonly grace?: number;
    /** Of the challenge where `basic` is one of the mechanisms. Default: `'Login Required'`. */
    readonly realm?: string;
}
export type FlaskMechanism = 'token' | 'session' | 'basic';
