import { AuthError } from '../errors.ts'
import type { AccessClaims } from './access-claims.ts'

/** What RFC 7662 §2.2 says about a token. */
export type Introspection<Claims extends object = object> =
  | { readonly active: false }
  | ({ readonly active: true; readonly token_type: 'Bearer' | 'DPoP' } & AccessClaims<Claims>)

/**
 * Whether an access token is good, and what it says. Why one is not good is not told. One that is bound to a key is
 * answered with its `cnf`, and whoever was sent it asks for the proof (RFC 9449 §6.2).
 *
 * @throws {AuthError} `revocations_stale` when that cannot be known at the moment.
 */
export function introspect<Claims extends object>(
  verifier: { verifyWithoutProof(token: string): AccessClaims<Claims> },
  token: string,
): Introspection<Claims> {
  try {
    const claims = verifier.verifyWithoutProof(token)
    const bound: { readonly cnf?: unknown } = claims
    return { ...claims, active: true, token_type: bound.cnf === undefined ? 'Bearer' : 'DPoP' }
  } catch (error) {
    if (!(error instanceof AuthError) || error.code === 'revocations_stale') throw error
    return { active: false }
  }
}
