import type { RegisteredClient } from '../clients/index.ts'
import { AuthError } from '../errors.ts'
import type { SessionTokens } from '../sessions/index.ts'
import type { AccessTokens, NewAccessToken } from '../tokens/index.ts'
import type { ClientToken } from './auth.ts'

interface ClientTokenRequest {
  readonly tokens: Pick<AccessTokens, 'issueToClient'>
  readonly scope?: readonly string[] | undefined
  readonly jkt?: string | undefined
}

/** An access token of the client's own. @throws {AuthError} `grant_not_allowed`, `scope_not_allowed`. */
export function issueToClient(
  { name, grants, scopes }: RegisteredClient,
  { tokens, scope = scopes, jkt }: ClientTokenRequest,
): ClientToken {
  if (!grants.includes('client_credentials')) {
    throw new AuthError('grant_not_allowed', 'the client may have no tokens of its own')
  }
  requireWithin(scope, scopes)
  const { token, expiresIn } = issue(tokens, { name, scope: scope.join(' '), jkt })
  return { accessToken: token, expiresIn, scope }
}

function issue(
  tokens: ClientTokenRequest['tokens'],
  client: Parameters<AccessTokens['issueToClient']>[0],
): NewAccessToken {
  try {
    return tokens.issueToClient(client)
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause
    // The operator's to mend, and none of the client's doing: no 500.
    const reason = 'the claims of the application have a schema that needs an account'
    throw new AuthError('grant_not_allowed', reason, { cause })
  }
}

/** @throws {AuthError} `scope_not_allowed`. */
export function requireWithin(scope: readonly string[], granted: readonly string[]): void {
  if (scope.every((entry) => granted.includes(entry))) return
  throw new AuthError('scope_not_allowed', 'more scope than there is to give')
}

/** The same session with less scope. */
export const narrowed = (tokens: SessionTokens, scopes: readonly string[]): SessionTokens => ({
  ...tokens,
  account: { ...tokens.account, scopes },
})
