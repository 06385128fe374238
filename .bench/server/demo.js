import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { networkOf } from '../accounts/index.js';
import { AuthError } from '../errors.js';
import { createCredentialReader, parseBasic, problem } from '../http/index.js';
import { randomId } from '../random.js';
import { readPrivateFile } from './private-file.js';
const username = 'Lorenzo';
export const demoRoute = '/protected-resource';
/** The demo account of a data directory, made at the first start with a password that is kept in a file (0600). */
export async function openDemoAccount(auth, directory) {
    const file = join(directory, 'demo-password');
    if (await auth.accounts.findByUsername(username)) {
        return { username, password: existsSync(file) ? await readDemoPassword(auth, file) : undefined };
    }
    const password = randomId();
    // The file first: an account whose password nobody knows is no use.
    await rm(file, { force: true });
    await writeFile(file, `${password}\n`, { mode: 0o600, flag: 'wx' });
    await auth.accounts.register({ username, password });
    return { username, password };
}
async function readDemoPassword(auth, file) {
    const password = (await readPrivateFile(file, 'demo-password')).trim();
    try {
        await auth.accounts.authenticate({ username, password });
        return password;
    }
    catch (error) {
        if (!(error instanceof AuthError))
            throw error;
        return error.code === 'rate_limited' ? password : undefined;
    }
}
/** Takes a member out of the JSON in `$tokens`, with what every POSIX system has. */
const member = (name) => `$(printf %s "$tokens" | sed 's/.*"${name}":"\\([^"]*\\)".*/\\1/')`;
/** Five lines for a POSIX shell, to be pasted as they are, one after the other. */
function demoLines(url, { password }) {
    const json = `-H 'Content-Type: application/json'`;
    const bearer = `-H "Authorization: Bearer ${member('token')}"`;
    const credentials = `{"username":"${username}","password":"${password}"}`;
    const show = `; printf '%s\\n' "$tokens"`;
    return [
        `tokens=$(curl -s ${url}/api/v1/login ${json} -d '${credentials}')${show}`,
        `curl -s ${url}/api/v1/me ${bearer}; echo`,
        `tokens=$(curl -s ${url}/api/v1/renew ${json} -d "{\\"refreshToken\\":\\"${member('refreshToken')}\\"}")${show}`,
        `curl -s -w '%{http_code}\\n' -X POST ${url}/api/v1/logout ${bearer}`,
        `tokens=$(curl -s -u ${username}:${password} ${url}/token)${show}; curl -s -u "${member('token')}:blank" ${url}${demoRoute}; echo`,
    ];
}
const readCredential = createCredentialReader({ credentials: ['bearer', 'basic-token'] });
/** `{"data":"Hello, NAME!"}` for an access token, as Bearer or as the name in Basic, or for a name and its password. */
export function createProtectedResource(auth) {
    return async (request, origin) => {
        try {
            if (request.method !== 'GET' && request.method !== 'HEAD') {
                throw new AuthError('method_not_allowed', 'the resource can only be read');
            }
            const account = await authenticate(auth, request, origin);
            const response = Response.json({ data: `Hello, ${account.username}!` });
            return { response, route: demoRoute };
        }
        catch (error) {
            const response = problem(error, { scheme: 'basic' });
            if (response.status === 405)
                response.headers.set('Allow', 'GET, HEAD');
            const code = error instanceof AuthError ? error.code : undefined;
            return { response, route: demoRoute, code, error };
        }
    };
}
async function authenticate(auth, request, origin) {
    const header = (name) => request.headers.get(name) ?? undefined;
    const credential = readCredential({ method: request.method, url: request.url, header });
    if (!credential)
        throw new AuthError('credentials_missing', 'the request has no credential');
    const basic = parseBasic(header('authorization') ?? '');
    // A JWS begins with the base64url of `{"`; whatever looks like one is never tried as a name.
    if (basic && !/^eyJ[\w-]*\./.test(basic.name)) {
        const { name, password } = basic;
        const network = networkOf(origin.address);
        const { account } = await auth.accounts.authenticate({ username: name, password }, { network });
        return account;
    }
    const { sub } = await auth.verify(credential.token);
    const account = await auth.accounts.find(sub);
    if (!account)
        throw new AuthError('account_unknown', 'the account of the token is gone');
    return account;
}
/** What `serve --demo` prints. */
export function demoText(url, account) {
    if (account.password === undefined) {
        return `The password of ${account.username} was changed. Set another: npx latchkey account password ${account.username}\n`;
    }
    return ['Paste these into a shell, one after the other:', ...demoLines(url, account), ''].join('\n');
}
