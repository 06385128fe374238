import { AuthError } from '../errors.js';
import { parseBasic } from '../http/index.js';
import { headerFields } from '../tokens/index.js';
import { guardOf } from './http-auth.js';
/**
 * HTTP Basic (RFC 7617), as Flask-HTTPAuth's `HTTPBasicAuth`, but for what is no Basic: another scheme, base64 in a
 * second spelling, an empty name.
 *
 * @throws {TypeError} for a realm that no header can hold.
 * @example
 * const guard = httpBasicAuth({ verifyPassword: (name, password) => signIn(name, password) })
 */
export function httpBasicAuth({ verifyPassword, ...options }) {
    checkRealm(options.realm);
    return guardOf({
        ...options,
        scheme: 'Basic',
        concerns: (request) => schemeOf(request) === 'basic',
        async authenticate(request) {
            const credentials = parseBasic(onlyField(request, 'authorization'));
            const user = credentials && verifyPassword(credentials.name, credentials.password, request);
            return known(user, 'password_mismatch');
        },
    });
}
/**
 * A token behind a scheme (RFC 6750 §2.1) or in a header of its own, as Flask-HTTPAuth's `HTTPTokenAuth`.
 *
 * @throws {TypeError} for a scheme, a header or a realm that HTTP has not.
 * @example
 * const guard = httpTokenAuth({ header: 'X-API-Key', scheme: 'ApiKey', verifyToken: (key) => ownerOf(key) })
 */
export function httpTokenAuth({ verifyToken, scheme = 'Bearer', header = 'Authorization', ...options }) {
    if (!httpToken.test(scheme) || !httpToken.test(header)) {
        throw new TypeError('scheme, header: expected tokens of RFC 9110 §5.6.2');
    }
    checkRealm(options.realm);
    const name = header.toLowerCase();
    return guardOf({
        ...options,
        scheme,
        concerns: (request) => name === 'authorization'
            ? schemeOf(request) === scheme.toLowerCase()
            : headerFields(request, name).length > 0,
        async authenticate(request) {
            const field = onlyField(request, name);
            const value = name === 'authorization' ? field.slice(scheme.length).trimStart() : field;
            const user = /^\S+$/.test(value) ? verifyToken(value, request) : undefined;
            return known(user, 'token_malformed');
        },
    });
}
const httpToken = /^[\w!#$%&'*+\-.^`|~]+$/;
function checkRealm(realm = '') {
    if (!/^[\x20-\x7e]*$/.test(realm) || /["\\]/.test(realm)) {
        throw new TypeError('realm: expected visible ASCII without quotes');
    }
}
async function known(verdict, code) {
    const user = await verdict;
    return user === undefined ? wrong(code) : user;
}
/** The scheme of the `Authorization` field, in lower case. */
const schemeOf = (request) => /^[^ ]+/.exec(headerFields(request, 'authorization')[0] ?? '')?.[0].toLowerCase();
/** Of two fields, one may be a proxy's: neither counts. */
function onlyField(request, name) {
    const [field = '', ...more] = headerFields(request, name);
    return more.length === 0 ? field : wrong('credentials_ambiguous');
}
function wrong(code) {
    throw new AuthError(code, 'the credentials in the header are not good');
}
