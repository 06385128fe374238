import type { AccessClaims } from './access-claims.ts';
/** What RFC 7662 §2.2 says about a token. */
export type Introspection<Claims extends object = object> = {
    readonly active: false;
} | ({
    readonly active: true;
    readonly token_type: 'Bearer';
} & AccessClaims<Claims>);
/**
 * Whether an access token is good, and what it says. Why one is not good is not told.
 *
 * @throws {AuthError} `revocations_stale` when that cannot be known at the moment.
 */
export declare function introspect<Claims extends object>(verifier: {
    verify(token: string): AccessClaims<Claims>;
}, token: string): Introspection<Claims>;
