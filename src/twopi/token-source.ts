import { headerFields } from '../tokens/index.ts'
import type { RequestLike } from '../tokens/index.ts'

/** What is read of a request: those of fetch, Node, Express, Fastify and Koa are such. */
export type TokenRequest = Pick<RequestLike, 'headers' | 'headersDistinct'> & {
  readonly url?: string | URL | undefined
}

/** Where a token may be. */
export interface TokenSources {
  /** Whether `Authorization: Bearer` is read. Default: yes. */
  readonly header?: boolean
  /** Whether `?token=` is read. Default: as `allowQueryToken` says. */
  readonly query?: boolean
}

/**
 * The token of a request, with the precedence of the original: `?token=` first, and `Authorization` in its place
 * where that begins with `Bearer ` to the letter. Whatever follows is the token.
 */
export function tokenOf(
  request: TokenRequest,
  sources: Required<TokenSources>,
): string | undefined {
  const fields = sources.header ? headerFields(request, 'authorization') : []
  // Two fields make one text that is no token: a proxy may have meant either.
  const bearer = /^Bearer (.+)/.exec(fields.join(', '))?.[1]
  if (bearer !== undefined) return bearer
  if (!sources.query) return undefined
  const url = new URL(String(request.url ?? ''), 'http://localhost')
  return url.searchParams.get('token') ?? undefined
}
