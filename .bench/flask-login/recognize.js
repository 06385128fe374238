import { AuthError } from '../errors.js';
import { makeSessionIdentifier, readFlaskSession, readRememberCookie, } from '../signing/index.js';
import { unquoteCookie } from './cookie-value.js';
/**
 * Whom Flask-Login would take the browser for: the session first, and where that says nothing the remember cookie.
 *
 * @throws {AuthError} `credentials_missing`; `signature_invalid`, `token_expired` … for the last cookie that was tried.
 */
export async function recognize({ cookies, address, userAgent }, options) {
    const { sessionCookie = 'session', rememberCookie = 'remember_token' } = options;
    let error = new AuthError('credentials_missing', 'there is no cookie of Flask-Login');
    for (const [name, read] of [
        [sessionCookie, (value) => bySession(value, { address, userAgent }, options)],
        [rememberCookie, (value) => byRemember(value, options)],
    ]) {
        const value = unquoteCookie(cookies.get(name) ?? '');
        if (!value)
            continue;
        try {
            return await read(value);
        }
        catch (thrown) {
            if (!(thrown instanceof AuthError))
                throw thrown;
            error = thrown;
        }
    }
    throw error;
}
function bySession(cookie, { address, userAgent }, options) {
    const { secretKey, era = '2.x', sessionMaxAge, sessionProtection, clock } = options;
    const session = readFlaskSession(cookie, {
        secretKey,
        era,
        ...(sessionMaxAge !== undefined && { maxAge: sessionMaxAge }),
        ...(clock && { clock }),
    });
    // `user_id` before Flask-Login 0.5.
    const userId = session['_user_id'] ?? session['user_id'];
    if (typeof userId !== 'string' && typeof userId !== 'number') {
        throw new AuthError('credentials_missing', 'nobody is signed in to the session');
    }
    if (sessionProtection === 'strong')
        checkIdentifier(session['_id'], address, userAgent);
    // Without its time: the same session written again later is not another one.
    const content = cookie.slice(0, cookie.lastIndexOf('.', cookie.lastIndexOf('.') - 1));
    return { userId: String(userId), spentAs: `session ${content}` };
}
function checkIdentifier(found, address, userAgent) {
    const bare = address?.replace(/^::ffff:/i, '') ?? '';
    const digests = ['sha512', 'md5'];
    const expected = [2, 3].flatMap((python) => digests.map((digestMethod) => makeSessionIdentifier(bare, userAgent, { digestMethod, python })));
    // No secret: whoever holds the cookie can read it there.
    if (typeof found === 'string' && expected.includes(found))
        return;
    throw new AuthError('signature_invalid', 'the session was made for another browser');
}
async function byRemember(cookie, options) {
    const { secretKey, tokenLoader, sessionProtection } = options;
    if (sessionProtection === 'strong') {
        throw new AuthError('credentials_missing', 'a remember cookie is for any browser');
    }
    const userId = tokenLoader ? await tokenLoader(cookie) : ownRemember(cookie, secretKey);
    if (userId === undefined)
        throw new AuthError('signature_invalid', 'the token is of nobody');
    return { userId, spentAs: `remember ${userId}` };
}
/** The newest key first, as Flask-Login has but one. */
function ownRemember(cookie, secretKey) {
    const keys = typeof secretKey === 'string' || secretKey instanceof Uint8Array ? [secretKey] : secretKey;
    let error;
    for (const key of keys.toReversed()) {
        try {
            return readRememberCookie(cookie, { secretKey: key });
        }
        catch (thrown) {
            error = thrown;
        }
    }
    throw error;
}
