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
    name = 'AuthError';
    code;
    /** Seconds after which trying again makes sense; set with the codes of load and trouble. */
    retryAfter;
    constructor(code, message, options = {}) {
        super(message, options);
        this.code = code;
        this.retryAfter = options.retryAfter;
    }
}
