import type { BudgetStore } from '../accounts/index.ts';
import type { Auth, IssuedTokens } from '../auth/index.ts';
import { type NumericDate } from '../clock.ts';
import type { DialectOptions } from '../dialects/index.ts';
import { type Mountable } from '../http/index.ts';
import { type CookieOptions } from './recognize.ts';
export interface FlaskLoginOptions extends CookieOptions, DialectOptions {
    /** The id of the account here of a user there; `undefined`: there is none. */
    readonly accountOf: (userId: string) => string | undefined | Promise<string | undefined>;
    /** When the window closes: from then on no cookie is exchanged. Not to be moved back while it is open. */
    readonly until: NumericDate;
    /** Where exchanged cookies are remembered until then: the store of `auth`, so that every process knows them. */
    readonly store: Pick<BudgetStore, 'spendBudgets' | 'refundBudgets'>;
    /**
     * Whether a cookie is exchanged as often as it comes. A remember cookie is the same on all devices of a user: without
     * this, the second of them needs the password. Default: no; a copy of a cookie is worth nothing after its owner came.
     */
    readonly allowRepeatedExchange?: boolean;
    /** Where the endpoint is. Default: `'/api/v1/flask-login'`. */
    readonly path?: string;
    /** Other origins whose pages may exchange the cookies of their browser. Default: none but our own. */
    readonly origins?: readonly string[];
}
/** What is read of a browser's request. */
export interface BrowserCookies {
    /** The `Cookie` header. */
    readonly cookie: string | null | undefined;
    /** The address of the client, by the server's word. */
    readonly address?: string | undefined;
    readonly userAgent?: string | undefined;
}
/** The exchange of Flask-Login's cookies for sessions here. */
export interface FlaskLogin extends Mountable {
    /**
     * A session for whom the cookies stand for, once.
     *
     * @throws {AuthError} `session_expired` (the window is closed), `credentials_missing`, `signature_invalid`, `token_expired` or
     * another code of `latchkey/signing`, `account_unknown`, `account_disabled`, `token_revoked` (exchanged before,
     * or the password has changed here).
     */
    exchange(browser: BrowserCookies): Promise<IssuedTokens>;
}
/**
 * Nobody has to sign in again when an application leaves Flask-Login: its session and remember cookies, in all the
 * forms they have had, are exchanged for sessions here, each once and until a day that is said beforehand.
 * `POST /api/v1/flask-login` with the cookies answers as `/api/v1/login` does.
 *
 * @throws {TypeError} for an origin that is none or an `until` that is no time.
 * @example
 * const flaskLogin = createFlaskLogin(auth, {
 *   secretKey: process.env.SECRET_KEY,
 *   accountOf: (userId) => accountIds.get(userId),
 *   until: Date.parse('2027-01-31') / 1000,
 *   store,
 * })
 * app.use(mount(flaskLogin))
 */
export declare function createFlaskLogin(auth: Auth, options: FlaskLoginOptions): FlaskLogin;
