import type { RegisteredClaims } from './access-claims.ts';
/** Header fields by name, as `Headers` or as Node and the frameworks have them. */
export type HeaderFields = {
    get(name: string): string | null;
} | Readonly<Record<string, string | readonly string[] | undefined>>;
/** What is read of a request. A `Request` of fetch, and those of Node, Express, Fastify and Koa, are such. */
export interface RequestLike {
    readonly headers: HeaderFields;
    /** Node's own: every field of a name, where `headers` has only the first. */
    readonly headersDistinct?: Readonly<Record<string, readonly string[] | undefined>>;
    /** Absolute, or path and query. */
    readonly url?: string | undefined;
}
export interface ParseAuthorizationOptions {
    /**
     * Whether `?token=` is read too. Addresses end up in logs, histories and referrers, and what is in
     * them is known to whoever reads those. Default: no.
     */
    readonly allowQueryToken?: boolean;
}
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
export declare function parseAuthorization<Verified>(source: RequestLike | string | undefined, verifier: {
    verify(token: string): Verified;
}, options?: ParseAuthorizationOptions): Verified | undefined;
export interface Requirements {
    /** Scopes, separated by a space; the token has to have all of them. */
    readonly scope?: string;
    /** One role, or several of which one is enough. */
    readonly role?: string | readonly string[];
}
/**
 * The same claims, once it is sure that there are some and that they allow what is required.
 *
 * @throws {AuthError} `credentials_missing`, `insufficient_scope`, `insufficient_role`.
 * @example
 * const { sub } = authRequired(parseAuthorization(request, tokens), { scope: 'orders:read' })
 */
export declare function authRequired<Claims extends Pick<RegisteredClaims, 'scope' | 'roles'>>(claims: Claims | undefined, requirements?: Requirements): Claims;
/** The fields of a name, which is in lower case. */
export declare function headerFields({ headers, headersDistinct }: Pick<RequestLike, 'headers' | 'headersDistinct'>, name: string): readonly string[];
