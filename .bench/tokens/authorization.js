import { AuthError } from '../errors.js';
/**
 * What the access token of a request says; `undefined` when it bears none. Another scheme than
 * Bearer is none of ours and counts as none.
 *
 * The first argument is a request, or the value of its `Authorization` header. The result is what
 * `verifier.verify` gives: claims, or a promise of them.
 *
 * @throws {AuthError} `credentials_malformed`, `credentials_ambiguous` (two different tokens), and
 * whatever `verify` throws: a token that is there and bad is never the same as none.
 * @example
 * const claims = parseAuthorization(request, tokens)
 */
export function parseAuthorization(source, verifier, options = {}) {
    const request = typeof source === 'object' ? source : { headers: { authorization: source } };
    const field = atMostOne(headerFields(request, 'authorization'), 'several Authorization fields');
    const found = [
        field === undefined ? undefined : bearerToken(field),
        options.allowQueryToken === true
            ? atMostOne(queryTokens(request.url), 'several tokens in its address')
            : undefined,
    ].filter((token) => token !== undefined);
    const token = atMostOne([...new Set(found)], 'two different tokens');
    return token === undefined ? undefined : verifier.verify(token);
}
/**
 * The same claims, once it is sure that there are some and that they allow what is required.
 *
 * @throws {AuthError} `credentials_missing`, `insufficient_scope`, `insufficient_role`.
 * @example
 * const { sub } = authRequired(parseAuthorization(request, tokens), { scope: 'orders:read' })
 */
export function authRequired(claims, requirements = {}) {
    if (claims === undefined)
        throw new AuthError('credentials_missing', 'there is no access token');
    const { scope = '', role } = requirements;
    const scopes = claims.scope.split(' ');
    if (!scope.split(' ').every((needed) => needed === '' || scopes.includes(needed))) {
        throw new AuthError('insufficient_scope', 'the token lacks a scope that this needs');
    }
    const roles = typeof role === 'string' ? [role] : role;
    if (roles && !roles.some((allowed) => claims.roles?.includes(allowed))) {
        throw new AuthError('insufficient_role', 'the account lacks the role that this needs');
    }
    return claims;
}
/** The fields of a name, which is in lower case. */
export function headerFields({ headers, headersDistinct }, name) {
    // Node's own `headers` silently keeps the first of two fields, and a proxy may have meant the other.
    const distinct = headersDistinct?.[name];
    if (distinct)
        return distinct;
    if (isHeaders(headers))
        return [headers.get(name) ?? []].flat();
    return Object.entries(headers)
        .filter(([found]) => found.toLowerCase() === name)
        .flatMap(([, value]) => value ?? []);
}
const isHeaders = (headers) => typeof headers['get'] === 'function'; // a record holds no function
// RFC 9110 §11.1: a token names the scheme, in any case.
const schemePattern = /^[\w!#$%&'*+\-.^`|~]*/;
// RFC 6750 §2.1: one or more spaces, one token68.
const bearerPattern = /^bearer +([\w\-.~+/]+=*)$/i;
function bearerToken(field) {
    if (schemePattern.exec(field)?.[0].toLowerCase() !== 'bearer')
        return undefined;
    const token = bearerPattern.exec(field)?.[1];
    if (token === undefined) {
        throw new AuthError('credentials_malformed', 'the bearer credentials are not one token');
    }
    return token;
}
const queryTokens = (url = '') => new URLSearchParams(url.split('#', 1)[0]?.split('?').slice(1).join('?')).getAll('token');
/** @throws {AuthError} `credentials_ambiguous` */
function atMostOne(values, what) {
    if (values.length > 1)
        throw new AuthError('credentials_ambiguous', `the request has ${what}`);
    return values[0];
}
