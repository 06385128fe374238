import { AuthError } from '../errors.ts'
import type { SessionSnapshot } from '../sessions/index.ts'
import type { AccessClaims } from '../tokens/index.ts'
import type { CredentialRequest } from './credentials.ts'
import type { Exchange, SignedInExchange } from './route.ts'

/** A `Request` as credentials are read from it. */
export const credentialRequest = (
  request: Request,
  method: string = request.method,
): CredentialRequest => ({
  method,
  url: request.url,
  header: (name) => request.headers.get(name) ?? undefined,
})

/**
 * The claims of the request's access token.
 *
 * @throws {AuthError} `credentials_missing` and what `verify` throws.
 */
export async function authenticate(
  { auth, request, readCredential }: Exchange,
  method: string = request.method,
): Promise<AccessClaims> {
  const credential = readCredential(credentialRequest(request, method))
  if (!credential) throw new AuthError('credentials_missing', 'the request has no credential')
  return auth.verifyNow(credential.token) ?? auth.verify(credential.token)
}

/**
 * The live session of the token, with its account, as the store has them now: whatever shows or
 * changes an account asks there, not in a cache (R19).
 *
 * @throws {AuthError} `session_unknown`, `session_ended` or `account_disabled`.
 */
export async function liveSession({ auth, claims }: SignedInExchange): Promise<SessionSnapshot> {
  const found = claims.sid === undefined ? undefined : await auth.sessions.find(claims.sid)
  if (!found) throw new AuthError('session_unknown', 'the token belongs to no session')
  const { session, account, readAt } = found
  if (
    session.endedAt !== undefined ||
    Math.min(session.idleExpiresAt, session.expiresAt) <= readAt
  ) {
    throw new AuthError('session_ended', 'the session of the token is over')
  }
  if (account.disabledAt !== undefined) {
    throw new AuthError('account_disabled', 'the account of the token is disabled')
  }
  return found
}
