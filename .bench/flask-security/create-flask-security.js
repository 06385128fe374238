import { seconds, systemClock } from '../clock.js';
import { flaskTokenMaxAge, passwordLength } from '../defaults.js';
import { createDialect, errorPage, failure, readFlaskRequest } from '../dialects/index.js';
import { AuthError } from '../errors.js';
import { admit } from './access.js';
import { createAnswers } from './answers.js';
import { createCallers } from './callers.js';
import { change } from './change.js';
import { createCsrfTokens } from './csrf.js';
import { generations } from './generations.js';
import { createIdentities } from './identities.js';
import { login } from './login.js';
import { logout } from './logout.js';
import { register } from './register.js';
import { createFlaskTokens } from './tokens.js';
import { verify } from './verify.js';
import { Visit } from './visit.js';
/**
 * What a Flask-Security application answers, on the accounts and sessions of an `Auth`. With the application's `SECRET_KEY`
 * its tokens are good here, and those made here are good there.
 *
 * @throws {TypeError} {@link RangeError} for an option that cannot be.
 * @example
 * import { createAuth } from 'latchkey'
 * import { mount } from 'latchkey/express'
 * import { createFlaskSecurity } from 'latchkey/flask-security'
 * import { sqlite } from 'latchkey/sqlite'
 *
 * const store = sqlite('auth.db')
 * const auth = await createAuth({ issuer: 'https://api.example.com', audience: 'api', store })
 * app.use(mount(createFlaskSecurity(auth, { store, secretKey: process.env.SECRET_KEY })))
 */
export function createFlaskSecurity(auth, options) {
    const workshop = furnish(auth, options);
    const view = (show) => (request) => answered(new Visit(request, workshop), show);
    const { urlPrefix = '', onEvent, registerable = false, changeable = false } = options;
    if (!/^(\/[\w.-]+)*$/.test(urlPrefix))
        throw new TypeError('urlPrefix: expected a path such as /auth');
    const routes = [
        { path: '/login', methods: ['GET', 'POST'], answer: view(login) },
        { path: '/logout', methods: workshop.generation.logoutMethods, answer: view(logout) },
    ];
    const methods = ['GET', 'POST'];
    if (!workshop.generation.isFirst)
        routes.push({ path: '/verify', methods, answer: view(verify) });
    if (registerable)
        routes.push({ path: '/register', methods, answer: view(register) });
    if (changeable)
        routes.push({ path: '/change', methods, answer: view(change) });
    const dialect = createDialect(routes.map((route) => ({ ...route, path: urlPrefix + route.path })), { onEvent });
    return {
        ...dialect,
        verify: async (token) => claimsOf(await workshop.callers.verify(token), workshop),
        protect: (requirements, answer) => async (request, { address } = {}) => {
            try {
                const read = await readFlaskRequest(request.clone(), { address });
                return await answered(new Visit(read, workshop), async (visit) => {
                    const admitted = await admit(visit, requirements);
                    return 'refusal' in admitted ? admitted.refusal : answer(admitted.caller, request);
                });
            }
            catch (error) {
                if (error instanceof AuthError)
                    return failure(error);
                throw error;
            }
        },
    };
}
function furnish(auth, options) {
    const generation = generations[options.generation ?? '5.x'];
    if (generation === undefined)
        throw new TypeError('generation: expected 1.7, 5.x or newest');
    const { clock = systemClock, secretKey, tokenMaxAge = flaskTokenMaxAge } = options;
    const signing = { era: generation.era, clock };
    const maxAge = tokenMaxAge === 'insecure-unlimited' ? undefined : seconds(tokenMaxAge, 'tokenMaxAge');
    const tokens = createFlaskTokens(options, generation, maxAge, signing);
    const identities = createIdentities(auth, options, generation);
    const newestKey = typeof secretKey === 'string' || secretKey instanceof Uint8Array ? secretKey : secretKey.at(-1);
    if (newestKey === undefined)
        throw new TypeError('secretKey: expected a key');
    return {
        auth,
        options,
        generation,
        answers: createAnswers(generation),
        callers: createCallers({
            auth,
            tokens,
            identities,
            newestKey,
            isFirst: generation.isFirst,
            clock,
        }),
        csrf: createCsrfTokens(secretKey, signing),
        identities,
        tokens,
        cookies: { secretKey, signing, insecureCookies: options.insecureCookies ?? false },
        newestKey,
        passwordMinLength: options.passwordMinLength ?? passwordLength.min,
        clock,
    };
}
/** What a view answers, with the cookies it changed. */
async function answered(visit, show) {
    try {
        // Flask-Principal looks at who it is whatever is asked for, which is when a remember cookie becomes a session.
        if (visit.request.cookies.size > 0)
            await visit.caller();
        return visit.finish(await show(visit));
    }
    catch (error) {
        if (!(error instanceof AuthError))
            throw error;
        if (error.code === 'invalid_request')
            return visit.finish(errorPage(400));
        if (error.code === 'rate_limited' && visit.wantsJson) {
            const headers = { 'retry-after': String(error.retryAfter ?? 1) };
            return visit.workshop.answers.refused(429, 'Too Many Requests', {}, headers);
        }
        throw error;
    }
}
function claimsOf(caller, { auth, options, clock }) {
    const { account, sessionId, signedAt = clock() } = caller;
    const { tokenMaxAge = flaskTokenMaxAge } = options;
    const lifetime = tokenMaxAge === 'insecure-unlimited' ? Infinity : seconds(tokenMaxAge, '');
    return Object.freeze({
        iss: auth.issuer,
        aud: auth.audience,
        sub: account.id,
        client_id: 'flask-security',
        iat: signedAt,
        exp: signedAt + lifetime,
        jti: `${sessionId ?? account.id}.${signedAt}`,
        scope: account.scopes.join(' '),
        roles: account.roles,
        ...(sessionId !== undefined && { sid: sessionId }),
    });
}
