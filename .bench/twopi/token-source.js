import { headerFields } from '../tokens/index.js';
/**
 * The token of a request, with the precedence of the original: `?token=` first, and `Authorization` in its place
 * where that begins with `Bearer ` to the letter. Whatever follows is the token.
 */
export function tokenOf(request, sources) {
    const fields = sources.header ? headerFields(request, 'authorization') : [];
    // Two fields make one text that is no token: a proxy may have meant either.
    const bearer = /^Bearer (.+)/.exec(fields.join(', '))?.[1];
    if (bearer !== undefined)
        return bearer;
    if (!sources.query)
        return undefined;
    const url = new URL(String(request.url ?? ''), 'http://localhost');
    return url.searchParams.get('token') ?? undefined;
}
