import { createHash } from 'node:crypto';
import { networkOf } from '../accounts/index.js';
import { systemClock } from '../clock.js';
import { createDialect, readCookies } from '../dialects/index.js';
import { AuthError } from '../errors.js';
import { originSet, problem, refuseCrossSite } from '../http/index.js';
import { recognize } from './recognize.js';
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
export function createFlaskLogin(auth, options) {
    const { until, store, clock = systemClock, allowRepeatedExchange = false } = options;
    const { path = '/api/v1/flask-login' } = options;
    const origins = originSet(options.origins ?? []);
    // A date in milliseconds would keep the window open for ever.
    if (!(until > 0 && until < 1e11))
        throw new TypeError('until: expected seconds since 1970');
    async function exchange({ cookie, address, userAgent }) {
        const now = clock();
        if (now >= until)
            throw new AuthError('session_expired', 'the window for cookies is closed');
        const cookies = readCookies(cookie ?? null);
        const { userId, spentAs } = await recognize({ cookies, address, userAgent }, options);
        const accountId = await options.accountOf(userId);
        const account = accountId === undefined ? undefined : await auth.accounts.find(accountId);
        if (!account)
            throw new AuthError('account_unknown', 'the cookie is of no account of ours');
        if (account.disabledAt !== undefined) {
            throw new AuthError('account_disabled', 'the account of the cookie is disabled');
        }
        const passwordVersion = await auth.accounts.passwordVersion(account.id);
        // Whoever changes it wants those out who are in; a cookie does not say which password it came from.
        if (passwordVersion > 1) {
            throw new AuthError('token_revoked', 'the password has changed since the cookie was made');
        }
        // One at most until the window closes.
        const budget = { key: keyOf(spentAs), burst: 1, interval: until - now };
        if (!allowRepeatedExchange && (await store.spendBudgets([budget], now)) > 0) {
            throw new AuthError('token_revoked', 'the cookie has been exchanged before');
        }
        try {
            const started = await auth.sessions.start({
                account,
                passwordVersion,
                clientId: 'first-party',
                network: networkOf(address),
                device: userAgent,
            });
            const { token, expiresIn } = auth.tokens.issue(started);
            return { ...started, accessToken: token, expiresIn };
        }
        catch (error) {
            if (!allowRepeatedExchange)
                await store.refundBudgets([budget]);
            throw error;
        }
    }
    async function answer({ method, headers, address }) {
        try {
            // The browser adds the cookies by itself: another site must not be able to use up the one exchange.
            const header = (name) => headers.get(name) ?? undefined;
            refuseCrossSite({ method, header }, origins, { strict: true });
            const userAgent = header('user-agent');
            return signedIn(await exchange({ cookie: headers.get('cookie'), address, userAgent }));
        }
        catch (error) {
            if (error instanceof AuthError)
                return problem(error);
            throw error;
        }
    }
    return { ...createDialect([{ path, methods: ['POST'], answer }], options), exchange };
}
/** Nothing in it signs anybody in. */
const keyOf = (spentAs) => `flask-login ${createHash('sha256').update(spentAs).digest('base64url')}`;
function signedIn({ accessToken, refreshToken, expiresIn, account }) {
    const { id, username, email = null, roles } = account;
    const body = {
        token: accessToken,
        refreshToken,
        tokenType: 'Bearer',
        expiresIn,
        user: { id, username, email, roles },
    };
    return Response.json(body);
}
