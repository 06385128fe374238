import { AuthError } from '../errors.js';
import { hasTokenForm } from '../tokens/index.js';
import { credentialRequest } from './authenticate.js';
import { parseBasic } from './basic.js';
import { readAuthorization } from './credentials.js';
import { signInContext } from './login.js';
import { json } from './route.js';
import { shortTokenAnswer } from './schemas.js';
export const token = {
    method: 'GET',
    path: '/token',
    summary: 'A token for curl',
    description: 'HTTP Basic with a name (or an e-mail address) and a password starts a session that ends with its access token. A good access token as the name, with anything as the password, gets the next one, for a day by default; then the password is needed again.',
    needs: 'basic',
    presents: 'password',
    effect: true,
    status: 200,
    answers: { description: 'The access token.', schema: shortTokenAnswer },
    problems: [
        'invalid_request',
        'password_too_long',
        'credentials_missing',
        'invalid_credentials',
        'account_disabled',
        'cross_site_request',
        'rate_limited',
        'overloaded',
        'temporarily_unavailable',
    ],
    answer: async (exchange) => {
        const issued = await issue(readBasic(exchange.request), exchange);
        const answer = { token: issued.accessToken, duration: issued.expiresIn };
        return json(answer);
    },
};
function readBasic(request) {
    const authorization = readAuthorization(credentialRequest(request));
    if (authorization === undefined || !/^basic\b/i.test(authorization)) {
        throw new AuthError('credentials_missing', 'the request has no Basic credentials');
    }
    const credentials = parseBasic(authorization);
    if (!credentials)
        throw new AuthError('password_mismatch', 'unreadable Basic credentials');
    return credentials;
}
function issue({ name, password }, exchange) {
    const { auth } = exchange;
    if (hasTokenForm(name))
        return auth.extend(name);
    const who = name.includes('@') ? { email: name } : { username: name };
    return auth.signInForToken({ ...who, password }, signInContext(exchange));
}
