/**
 * Why something was refused. The codes are a contract: programs may branch on them, and
 * `http/error-response.ts` says what a stranger is told for each.
 */
export type AuthErrorCode =
  // a token, before its claims are believed
  | 'token_malformed'
  | 'token_too_large'
  | 'payload_malformed'
  | 'token_type_mismatch'
  | 'algorithm_not_allowed'
  | 'critical_header_unsupported'
  | 'key_unknown'
  | 'key_invalid'
  | 'signature_invalid'
  // its claims
  | 'claims_malformed'
  | 'claims_invalid'
  | 'claim_missing'
  | 'issuer_mismatch'
  | 'audience_mismatch'
  | 'token_expired'
  | 'token_not_yet_valid'
  | 'token_lifetime_too_long'
  | 'token_revoked'
  | 'revocations_stale'
  // a proof that the sender has the key that a token is bound to (RFC 9449)
  | 'proof_missing'
  | 'proof_malformed'
  | 'proof_mismatch'
  | 'proof_expired'
  | 'proof_replayed'
  | 'proof_key_mismatch'
  | 'token_unbound'
  // a credential in a request
  | 'credentials_missing'
  | 'credentials_malformed'
  | 'credentials_ambiguous'
  | 'insufficient_scope'
  | 'insufficient_role'
  | 'cross_site_request'
  | 'reauthentication_required'
  // a password, presented or chosen
  | 'password_mismatch'
  | 'password_too_short'
  | 'password_too_long'
  | 'password_common'
  | 'password_malformed'
  | 'hash_malformed'
  | 'hash_unsupported'
  | 'hash_too_costly'
  | 'hash_salt_missing'
  // an account
  | 'account_unknown'
  | 'account_disabled'
  | 'account_exists'
  | 'username_invalid'
  | 'email_invalid'
  // a session and its refresh tokens
  | 'refresh_token_malformed'
  | 'refresh_token_forged'
  | 'refresh_token_reuse'
  | 'stale_renewal'
  | 'session_unknown'
  | 'session_ended'
  | 'session_idle_expired'
  | 'session_expired'
  // a program with a credential of its own: a client, or another service that verifies
  | 'client_unknown'
  | 'client_exists'
  | 'client_mismatch'
  | 'grant_unsupported'
  | 'grant_not_allowed'
  | 'scope_not_allowed'
  | 'verifier_unknown'
  | 'verifier_exists'
  // load and trouble: try again later
  | 'rate_limited'
  | 'overloaded'
  | 'storage_unavailable'
  | 'keys_unavailable'
  // an HTTP request
  | 'invalid_request'
  | 'payload_too_large'
  | 'unsupported_media_type'
  | 'not_found'
  | 'method_not_allowed'

/** What an {@link AuthError} carries beside its code. */
export interface AuthErrorOptions extends ErrorOptions {
  /** Seconds after which trying again makes sense. */
  readonly retryAfter?: number
}

/**
 * A refusal. Mistakes in the calling program are `TypeError` or `RangeError`, and failures of the
 * system (a disk, a database) pass through as they are: neither is ever an `AuthError`, except
 * `storage_unavailable`, which a store throws when a write may be tried again, and `keys_unavailable`,
 * where an issuer's keys could not be fetched.
 *
 * `message` is one lower-case sentence for the operator. It never holds a token, a secret, a hash,
 * a password or an e-mail address, and it is never shown to a stranger.
 *
 * @example
 * try {
 *   await auth.renew(refreshToken)
 * } catch (error) {
 *   if (error instanceof AuthError && error.code === 'refresh_token_reuse') signInAgain()
 *   else throw error
 * }
 */
export class AuthError extends Error {
  override readonly name: string = 'AuthError'
  readonly code: AuthErrorCode
  /** Seconds after which trying again makes sense; set with the codes of load and trouble. */
  readonly retryAfter: number | undefined

  constructor(code: AuthErrorCode, message: string, options: AuthErrorOptions = {}) {
    super(message, options)
    this.code = code
    this.retryAfter = options.retryAfter
  }
}
