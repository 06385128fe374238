import { AuthError } from '../errors.js';
/** `insufficient_scope`, with the scope that would have sufficed. */
export class InsufficientScope extends AuthError {
    /** As in the challenge, RFC 6750 §3. */
    scope;
    constructor(scope) {
        super('insufficient_scope', 'the access token lacks a scope that is required here');
        this.scope = scope;
    }
}
/** RFC 6749 §3.3: what a scope may be made of; it goes into a header. */
export const isScope = (text) => /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(text);
/**
 * The check of what a token must cover, made once where it is configured.
 *
 * @throws {TypeError} for a scope that RFC 6749 does not allow, or an empty list.
 * @example
 * const authorize = createAuthorize({ scope: 'orders:read' })
 * authorize(await auth.verify(token))
 */
export function createAuthorize({ scope, role }) {
    const scopes = typeof scope === 'string' ? scope.split(' ') : scope;
    const roles = typeof role === 'string' ? [role] : role;
    if (scopes?.every(isScope) === false || scopes?.length === 0) {
        throw new TypeError('scope: expected scopes of RFC 6749 §3.3, such as orders:read');
    }
    if (roles?.includes('') || roles?.length === 0) {
        throw new TypeError('role: expected the name of at least one role');
    }
    return (claims) => {
        if (scopes?.every((entry) => holds(claims.scope, entry)) === false) {
            throw new InsufficientScope(scopes.join(' '));
        }
        if (roles && !roles.some((entry) => claims.roles?.includes(entry))) {
            throw new AuthError('insufficient_role', 'the account has none of the roles required here');
        }
    };
}
// Most tokens have one scope, or the very ones that are asked for; only the others are split.
const holds = (held, scope) => held === scope || held.split(' ').includes(scope);
