import type { RequestLike } from '../tokens/index.ts';
/** What is read of a request: those of fetch, Node, Express, Fastify and Koa are such. */
export type TokenRequest = Pick<RequestLike, 'headers' | 'headersDistinct'> & {
    readonly url?: string | URL | undefined;
};
/** Where a token may be. */
export interface TokenSources {
    /** Whether `Authorization: Bearer` is read. Default: yes. */
    readonly header?: boolean;
    /** Whether `?token=` is read. Default: as `allowQueryToken` says. */
    readonly query?: boolean;
}
/**
 * The token of a request, with the precedence of the original: `?token=` first, and `Authorization` in its place
 * where that begins with `Bearer ` to the letter. Whatever follows is the token.
 */
export declare function tokenOf(request: TokenRequest, sources: Required<TokenSources>): string | undefined;
