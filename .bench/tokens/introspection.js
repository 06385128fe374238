import { AuthError } from '../errors.js';
/**
 * Whether an access token is good, and what it says. Why one is not good is not told.
 *
 * @throws {AuthError} `revocations_stale` when that cannot be known at the moment.
 */
export function introspect(verifier, token) {
    try {
        return { ...verifier.verify(token), active: true, token_type: 'Bearer' };
    }
    catch (error) {
        if (!(error instanceof AuthError) || error.code === 'revocations_stale')
            throw error;
        return { active: false };
    }
}
