import { createDialect, pythonJson } from '../dialects/index.js';
import { AuthError } from '../errors.js';
import { refuseCrossSite } from '../http/index.js';
import { hasTokenForm } from '../tokens/index.js';
import { httpBasicAuth } from './schemes.js';
import { createTokens, } from './tokens.js';
import { answerRefusals } from './unauthorized.js';
import { createUsers } from './users.js';
/**
 * The `/token` app: `GET /token` gives a token for a name and a password, and then the token stands where the
 * name did. `POST /users`, `GET /users/<id>`; the same below `/api` as REST-auth has it. On the accounts and
 * sessions of `auth`, so that a token ends with the sign-in it came from.
 *
 * @throws {TypeError | RangeError} for an empty secret key, an unknown era or a realm that no header can hold.
 * @example
 * app.use(mount(createBasicToken(auth, { secretKey: process.env.SECRET_KEY })))
 */
export function createBasicToken(auth, options) {
    const { realm, resources = ['/api/resource', '/resource', '/protected-resource'] } = options;
    const tokens = createTokens(auth, options);
    const basicAuth = (byToken, byPassword) => httpBasicAuth({
        ...(realm !== undefined && { realm }),
        verifyPassword: (name, password, { address }) => {
            if (hasTokenForm(name))
                return byToken(name);
            const who = name.includes('@') ? { email: name } : { username: name };
            return byPassword({ ...who, password }, address === undefined ? {} : { address });
        },
    });
    const verifyToken = async (token) => (await tokens.verify(token)).account;
    const guard = basicAuth(verifyToken, async (credentials, { address }) => {
        const from = address === undefined ? {} : { network: address };
        return (await auth.accounts.authenticate(credentials, from)).account;
    });
    const tokenGuard = basicAuth(async (token) => tokens.issue(await prolonged(await tokens.verify(token))), async (credentials, from) => tokens.issue(await auth.signInForToken(credentials, from)));
    /** A token of no session could prolong itself for ever. */
    async function prolonged({ session }) {
        const touched = session && (await auth.sessions.touch(session.id));
        return touched ?? sessionOver();
    }
    async function issueTo(request) {
        const header = (name) => request.headers.get(name) ?? undefined;
        // A browser adds Basic credentials by itself, and this starts a session.
        refuseCrossSite({ method: request.method, header }, noOrigins, { strict: false });
        return tokenGuard.verify(request);
    }
    const dialect = createDialect([
        ...createUsers(auth, { ...options, guard }),
        get('/token', async (request) => giveToken(await issueTo(request))),
        get('/api/token', async (request) => giveBoth(await issueTo(request))),
        ...resources.map((path) => get(path, async (request) => greet(await guard.verify(request)))),
    ], options);
    return { ...dialect, guard, verifyToken };
}
const noOrigins = new Set();
const get = (path, answer) => ({
    path,
    methods: ['GET'],
    answer: answerRefusals(answer),
});
const greet = ({ username }) => pythonJson({ data: `Hello, ${username}!` });
const giveToken = ({ token }) => pythonJson({ token });
const giveBoth = ({ token, duration }) => pythonJson({ token, duration });
function sessionOver() {
    throw new AuthError('session_ended', 'the session of the token is over');
}
