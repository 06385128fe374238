import { networkOf } from '../accounts/index.ts'
import { AuthError } from '../errors.ts'
import { isLive } from '../sessions/index.ts'
import type { SessionSnapshot } from '../sessions/index.ts'
import type { AccessClaims } from '../tokens/index.ts'
import type { RegisteredVerifier } from '../clients/index.ts'
import { parseClientBasic } from './client-basic.ts'
import type { CredentialRequest } from './credentials.ts'
import { readAuthorization } from './credentials.ts'
import { provenRequest } from './proof.ts'
import type { Exchange, Route, Target } from './route.ts'

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
 * Lets a request in to what the route needs, and gives the rest: its answer.
 *
 * @throws {AuthError} `credentials_missing`, what `verify` throws, `session_unknown`, `session_ended`, `account_disabled`,
 * `verifier_unknown`, `rate_limited`.
 */
export async function admit(
  route: Route,
  exchange: Exchange,
): Promise<() => Promise<Response> | Response> {
  if (route.needs === 'token') {
    const claims = await verified(exchange, route.targetOf?.(exchange.request))
    return () => route.answer({ ...exchange, claims })
  }
  if (route.needs === 'session') {
    const signedIn = await liveSession(exchange, await verified(exchange))
    return () => route.answer({ ...exchange, signedIn })
  }
  if (route.needs === 'verifier') {
    const verifier = await registeredVerifier(exchange)
    return () => route.answer({ ...exchange, verifier })
  }
  return () => route.answer(exchange)
}

async function verified(exchange: Exchange, target: Target = {}): Promise<AccessClaims> {
  const { auth, request, readCredential } = exchange
  const credential = readCredential(credentialRequest(request, target.method))
  if (!credential) throw new AuthError('credentials_missing', 'the request has no credential')
  if (credential.proof !== undefined) {
    return auth.verifyBound(credential.token, { ...provenRequest(exchange), ...target })
  }
  return auth.verifyNow(credential.token) ?? auth.verify(credential.token)
}

/** Its credential as a bearer token, or with its name in Basic, as RFC 6749 §2.3.1 has clients send theirs. */
async function registeredVerifier(exchange: Exchange): Promise<RegisteredVerifier> {
  const { auth, request, address } = exchange
  const value = readAuthorization(credentialRequest(request)) ?? ''
  const basic = parseClientBasic(value)
  const credential = basic?.password ?? /^bearer +(\S+)$/i.exec(value)?.[1]
  if (credential === undefined) {
    throw new AuthError('credentials_missing', 'the request has no verifier credential')
  }
  const verifier = await auth.verifiers.authenticate(credential, { network: networkOf(address) })
  if (basic && basic.name !== verifier.name) {
    throw new AuthError('verifier_unknown', 'the credential is of a verifier of another name')
  }
  return verifier
}

/** Whatever shows or changes an account asks the store, not a cache (R19). */
async function liveSession({ auth }: Exchange, { sid }: AccessClaims): Promise<SessionSnapshot> {
  const found = sid === undefined ? undefined : await auth.sessions.find(sid)
  if (!found) throw new AuthError('session_unknown', 'the token belongs to no session')
  if (!isLive(found)) throw new AuthError('session_ended', 'the session of the token is over')
  if (found.account.disabledAt !== undefined) {
    throw new AuthError('account_disabled', 'the account of the token is disabled')
  }
  return found
}
