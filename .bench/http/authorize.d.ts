import { AuthError } from '../errors.ts';
/** What a request must be allowed to do. */
export interface Requirements {
    /** Scopes, all of them needed; a string is split at spaces (RFC 6749 §3.3). */
    readonly scope?: string | readonly string[];
    /** Roles, one of them needed. */
    readonly role?: string | readonly string[];
}
/** `insufficient_scope`, with the scope that would have sufficed. */
export declare class InsufficientScope extends AuthError {
    /** As in the challenge, RFC 6750 §3. */
    readonly scope: string;
    constructor(scope: string);
}
/** Checks the claims of a verified token. @throws {AuthError} `insufficient_scope`, `insufficient_role`. */
export type Authorize = (claims: {
    readonly scope: string;
    readonly roles?: readonly string[];
}) => void;
/** RFC 6749 §3.3: what a scope may be made of; it goes into a header. */
export declare const isScope: (text: string) => boolean;
/**
 * The check of what a token must cover, made once where it is configured.
 *
 * @throws {TypeError} for a scope that RFC 6749 does not allow, or an empty list.
 * @example
 * const authorize = createAuthorize({ scope: 'orders:read' })
 * authorize(await auth.verify(token))
 */
export declare function createAuthorize({ scope, role }: Requirements): Authorize;
