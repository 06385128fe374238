import { createDialect, errorPage, escapeHtml, pythonJson } from '../dialects/index.js';
import { AuthError } from '../errors.js';
import { refusal } from '../http/index.js';
import { isLive } from '../sessions/index.js';
import { twopiAccessToken } from './claims.js';
import { TokenRefused } from './refused.js';
import { tokenOf } from './token-source.js';
import { createShortTokens } from './tokens.js';
export function createTwopi(auth, options) {
    const { accessToken } = options;
    return accessToken
        ? twopiOf(auth, { ...options, accessToken })
        : twopiOf(auth, { ...options, accessToken: twopiAccessToken });
}
function twopiOf(auth, options) {
    const { prefix = '', rotation = 'never', allowQueryToken = false } = options;
    if (!/^(\/[\w.~-]+)*$/.test(prefix))
        throw new TypeError('prefix: expected a path, such as /api/v1');
    const tokens = createShortTokens(auth, options);
    async function parse(request, { header = true, query = allowQueryToken } = {}) {
        const token = tokenOf(request, { header, query });
        if (token === undefined)
            return undefined;
        try {
            return await tokens.verify(token);
        }
        catch (error) {
            throw isRefusal(error) ? new TokenRefused(error.code, { cause: error }) : error;
        }
    }
    const login = async (request) => {
        const [username, password] = fieldsOf(request, 'username', 'password');
        if (username === undefined || password === undefined)
            return errorPage(401);
        const { address } = request;
        const issued = await auth.signIn({ ...(username.includes('@') ? { email: username } : { username }), password }, address === undefined ? {} : { address });
        return pythonJson({ refreshToken: issued.refreshToken, token: tokens.issue(issued) });
    };
    const renew = async (request) => {
        const [refreshToken] = fieldsOf(request, 'refreshToken');
        if (refreshToken === undefined)
            return errorPage(401);
        if (rotation === 'always') {
            const issued = await auth.renew(refreshToken);
            return pythonJson({ refreshToken: issued.refreshToken, token: tokens.issue(issued) });
        }
        const { generation, snapshot } = await auth.sessions.inspect(refreshToken);
        if (!snapshot || !isLive(snapshot) || snapshot.session.generation !== generation) {
            throw new AuthError('session_ended', 'the session of the refresh token is over');
        }
        const touched = await auth.sessions.touch(snapshot.session.id);
        return touched ? pythonJson({ token: tokens.issue(touched) }) : errorPage(401);
    };
    const logout = async (request) => {
        const { sessionId } = required(await parse(request));
        if (sessionId === undefined)
            return errorPage(401);
        await auth.sessions.end(sessionId, 'signed_out');
        return pythonJson({ status: 'success' });
    };
    const greet = async (request) => {
        const { account, claims } = required(await parse(request));
        const name = account?.username ?? String(Reflect.get(claims, 'user_id'));
        const headers = { 'content-type': 'text/html; charset=utf-8' };
        return new Response(`Welcome, ${escapeHtml(name)}`, { headers });
    };
    const dialect = createDialect([
        post(`${prefix}/login`, login),
        post(`${prefix}/renew`, renew),
        post(`${prefix}/logout`, logout),
        post(`${prefix}/protected`, greet),
    ], options);
    return {
        ...dialect,
        parseAuthHeader: async (request, sources) => (await parse(request, sources))?.claims,
        authRequired: required,
    };
}
function required(given) {
    if (given === undefined)
        throw new TokenRefused('credentials_missing');
    return given;
}
const post = (path, answer) => ({
    path,
    methods: ['POST'],
    async answer(request) {
        try {
            return await answer(request);
        }
        catch (error) {
            if (error instanceof TokenRefused)
                return error.toResponse();
            if (isRefusal(error))
                return errorPage(401);
            throw error;
        }
    },
});
/** Of a credential; what is busy or broken is another matter. */
const isRefusal = (error) => error instanceof AuthError &&
    [400, 401, 403].includes(refusal(error, { presented: 'password' }).status);
/** Members of the form, or of the JSON that stands in its place. */
function fieldsOf(request, ...names) {
    if (!request.isJson)
        return names.map((name) => request.form.get(name) ?? undefined);
    const body = request.json();
    return names.map((name) => {
        const value = Object.hasOwn(Object(body), name) ? Reflect.get(Object(body), name) : '';
        return typeof value === 'string' && value !== '' ? value : undefined;
    });
}
