import type { Auth } from '../auth/index.ts';
import type { DialectOptions } from '../dialects/index.ts';
import { type Mountable } from '../http/index.ts';
import { type TwopiClaims } from './claims.ts';
import { type TokenRequest, type TokenSources } from './token-source.ts';
import { type ShortTokenOptions } from './tokens.ts';
export interface TwopiOptions<Claims extends object> extends Omit<ShortTokenOptions<Claims>, 'accessToken'>, DialectOptions {
    readonly accessToken?: ShortTokenOptions<Claims>['accessToken'];
    /** What stands before the paths, such as `/api/v1`. Default: nothing. */
    readonly prefix?: string;
    /**
     * Whether `/renew` gives a new refresh token as well, and ends the session of one that comes back. Clients of the original
     * know of none and keep the first. Default: `'never'`.
     */
    readonly rotation?: 'always' | 'never';
    /** Whether `?token=` is read, as in the original: addresses end up in logs, histories and referrers. Default: no. */
    readonly allowQueryToken?: boolean;
}
/** The endpoints of the original, and what its decorators did. */
export interface Twopi<Claims extends object> extends Mountable {
    /**
     * What the token of a request says; `undefined` where there is none: the original's `parse_auth_header`.
     * @throws {TokenRefused} for a token that is not good now, with the answer.
     */
    parseAuthHeader(request: TokenRequest, sources?: TokenSources): Promise<Claims | undefined>;
    /** The same claims, once it is sure that there are some: the original's `auth_required`. @throws {TokenRefused} */
    authRequired(claims: Claims | undefined): Claims;
}
/**
 * `/login`, `/renew`, `/logout` and `/protected` as `twopi_flask_utils.token_auth` has them, on our accounts and sessions: refresh
 * tokens are Latchkey's, and signing out refuses the short-lived token at once.
 *
 * @throws {RangeError} for a secret key of less than 32 bytes. @throws {TypeError} for a prefix that is no path.
 * @example
 * app.use(mount(createTwopi(auth, { secretKey, prefix: '/api/v1' })))
 */
export declare function createTwopi(auth: Auth, options: TwopiOptions<TwopiClaims>): Twopi<TwopiClaims>;
export declare function createTwopi<Claims extends object>(auth: Auth, options: TwopiOptions<Claims> & Pick<ShortTokenOptions<Claims>, 'accessToken'>): Twopi<Claims>;
