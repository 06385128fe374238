import { AuthError } from '../errors.js';
import { parseBasic } from './basic.js';
import { checkCookieName, defaultCookieName, readCookie } from './cookie.js';
import { originSet, refuseCrossSite } from './cross-site.js';
/**
 * A reader of access tokens. Two credentials in one request are refused, whichever they are, but for
 * one token in both `Authorization` and `Authentication-Token`.
 *
 * @throws {TypeError} for an unknown source, one named twice, or a cookie without `__Host-`.
 * @example
 * const readCredential = createCredentialReader({ credentials: ['bearer', 'cookie'] })
 * const token = readCredential(request)?.token
 */
export function createCredentialReader(options = {}) {
    const { credentials = ['bearer'], cookie = defaultCookieName, origins = [] } = options;
    checkCookieName(cookie);
    const own = originSet(origins);
    const readers = {
        bearer: readBearer,
        'authentication-token': readAuthenticationToken,
        'basic-token': readBasicToken,
        cookie: (request) => {
            const token = readCookie(request.header('cookie') ?? '', cookie);
            if (token !== undefined)
                refuseCrossSite(request, own, { strict: true });
            return token;
        },
        query: readQuery,
    };
    const known = credentials.every((source) => Object.hasOwn(readers, source));
    if (!known || credentials.length === 0 || new Set(credentials).size !== credentials.length) {
        throw new TypeError(`credentials: expected a list out of ${Object.keys(readers).join(', ')}, each once`);
    }
    const chosen = credentials.map((source) => ({ source, read: readers[source] }));
    return (request) => {
        let found;
        for (const { source, read } of chosen) {
            const token = read(request);
            if (token === undefined)
                continue;
            if (found && !(token === found.token && areHeaders(source, found.source))) {
                throw new AuthError('credentials_ambiguous', 'the request carries more than one credential');
            }
            found ??= { source, token };
        }
        return found;
    };
}
const areHeaders = (...sources) => sources.every((source) => source === 'bearer' || source === 'authentication-token');
// A second scheme after a comma: two Authorization fields, joined by whatever received them. The
// parameters of one scheme (`Digest realm="x", nonce="y"`) have an equals sign there.
const secondScheme = /, *[\w-]+ +[^ =,]/;
/** @throws {AuthError} `credentials_ambiguous` when `Authorization` is there twice. */
export function readAuthorization(request) {
    const value = request.header('authorization');
    if (value?.includes(',') && (secondScheme.test(value) || /^(?:basic|bearer)\b/i.test(value))) {
        throw new AuthError('credentials_ambiguous', 'Authorization is there more than once');
    }
    return value;
}
// What a token is made of is for the verifier to judge (401); what separates it is judged here (400).
const separator = /[ \t\u00a0,]/;
const bearer = /^bearer +([^ \t\u00a0,]+)$/i;
function readBearer(request) {
    const value = request.header('authorization');
    if (value === undefined)
        return undefined;
    // As nearly every request spells it; looking for what must not be there is 8 times faster than matching all.
    const usual = value.startsWith('Bearer ') ? value.slice(7) : '';
    if (usual !== '' && !separator.test(usual))
        return usual;
    const token = bearer.exec(value)?.[1];
    if (token !== undefined)
        return token;
    if (!/^bearer/i.test(readAuthorization(request) ?? ''))
        return undefined;
    throw new AuthError('credentials_malformed', 'Authorization: Bearer without one token');
}
function readAuthenticationToken(request) {
    const value = request.header('authentication-token');
    if (value === undefined)
        return undefined;
    if (!/^[^\s,]+$/.test(value)) {
        throw new AuthError('credentials_malformed', 'Authentication-Token without one token');
    }
    return value;
}
function readBasicToken(request) {
    const value = readAuthorization(request);
    if (value === undefined || !/^basic\b/i.test(value))
        return undefined;
    const name = parseBasic(value)?.name;
    // RFC 7617 §2: what cannot be read is a wrong credential (401), not a bad request.
    if (name === undefined)
        throw new AuthError('token_malformed', 'unreadable Basic credentials');
    return name;
}
function readQuery(request) {
    const start = request.url.indexOf('?');
    if (start < 0)
        return undefined;
    const query = new URLSearchParams(request.url.slice(start + 1).split('#', 1)[0]);
    const [token, ...others] = ['auth_token', 'token'].flatMap((name) => query.getAll(name));
    if (others.length > 0) {
        throw new AuthError('credentials_ambiguous', 'the query carries more than one token');
    }
    if (token === '')
        throw new AuthError('credentials_malformed', 'the token in the query is empty');
    return token;
}
