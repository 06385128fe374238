import type { CredentialOptions, CredentialRequest, Refusal, Requirements } from '../http/index.ts';
import type { AccessClaims } from '../tokens/index.ts';
declare global {
    /**
     * The application's own claims, as `auth` has them in Express, Fastify and NestJS; guards there take
     * only an `Auth` whose tokens carry them. Hono, Koa and `node:http` need no such declaration.
     *
     * @example
     * declare global {
     *   interface LatchkeyClaims { tenant: string }
     * }
     */
    interface LatchkeyClaims {
    }
}
/** The claims of a request, where the framework's types cannot know more than {@link LatchkeyClaims}. */
export type RequestClaims = AccessClaims<LatchkeyClaims>;
/** What a guard asks: an `Auth`, a verifier, or access tokens. */
export interface TokenVerifier<Claims extends object = RequestClaims> {
    /** The claims of a token that is good now; throws for any other. */
    verify(token: string): Claims | Promise<Claims>;
    /** The same without waiting, `undefined` if only `verify` can tell. */
    verifyNow?(token: string): Claims | undefined;
}
/** Whom a guard lets pass, and where it looks for the access token. */
export interface GuardOptions extends Requirements, CredentialOptions {
    /** Lets requests without credentials pass, with no `auth`. Wrong credentials never pass. Default: `false`. */
    readonly optional?: boolean;
}
/** What became of a request: refused, or let pass with these claims (none: nobody signed in). */
export type Admission<Claims> = {
    readonly refusal: Refusal;
} | {
    readonly refusal: undefined;
    readonly claims: Claims | undefined;
    /** What the answer has to say about caching, because the token was in the URL (RFC 6750 §2.3). */
    readonly cacheControl: string | undefined;
};
/** Decides about a request, at once where it can. Throws only what is no refusal, and always an `Error`. */
export type Authenticate<Claims> = (request: CredentialRequest) => Admission<Claims> | Promise<Admission<Claims>>;
/**
 * The decision that the guards of all frameworks share.
 *
 * @throws {TypeError} for whatever would leave a route open by mistake: an option that does not
 * exist (`scopes`), one that is `undefined`, or a promise in the place of an `Auth`.
 */
export declare function createAuthenticate<Claims extends AuthorizedClaims>(auth: TokenVerifier<Claims>, options: GuardOptions): Authenticate<Claims>;
/**
 * Goes on with a decision, in the same turn where it is there: a promise for every request would be
 * half of what a guard costs.
 */
export declare function whenDecided<Claims, Result>(decision: Admission<Claims> | Promise<Admission<Claims>>, goOn: (admission: Admission<Claims>) => Result): Result | Promise<Result>;
/** What of the claims scopes and roles are checked against. */
export interface AuthorizedClaims {
    readonly scope: string;
    readonly roles?: readonly string[];
}
