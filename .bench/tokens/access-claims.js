/** `typ` of an access token, RFC 9068 §2.1. */
export const accessTokenType = 'at+jwt';
/** Those that a token must have beside what every JWT must: `iss`, `aud`, `exp`. */
export const requiredClaims = ['sub', 'iat', 'jti', 'client_id'];
/** The names an application cannot use for claims of its own. */
export const registeredNames = new Set([
    'iss',
    'aud',
    'exp',
    'nbf',
    'scope',
    'sid',
    'auth_time',
    'roles',
    ...requiredClaims,
]);
/** Those claims that are registered, or those that are not: the application's own. */
export const pickClaims = (claims, registered) => 
// Not assigned one by one: a claim named `__proto__` would reach the setter.
Object.fromEntries(Object.entries(claims).filter(([name]) => registeredNames.has(name) === registered));
// RFC 6749 §3.3; anything else, such as a tab or a NUL, could make two readers see two scopes.
const scopePattern = /^(?:[\x21\x23-\x5b\x5d-\x7e]+(?: [\x21\x23-\x5b\x5d-\x7e]+)*)?$/;
/** What is wrong with `scope` or `roles`, of which `jwt` does not know; `undefined`: nothing. */
export function flawOf({ scope = '', roles = [] }) {
    if (typeof scope !== 'string' || !scopePattern.test(scope)) {
        return 'the claim scope is not a list of scopes, separated by one space';
    }
    return Array.isArray(roles) && roles.every((role) => typeof role === 'string' && role !== '')
        ? undefined
        : 'the claim roles is not a list of names';
}
