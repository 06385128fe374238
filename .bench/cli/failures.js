import { AuthError } from '../errors.js';
import { ConfigError } from '../server/index.js';
/** A command that was typed wrongly, or needs something it was not given. */
export class UsageError extends Error {
}
/** Something that is asked for and cannot be, such as a session that does not exist. Nothing was changed. */
export class Refused extends Error {
}
/** Some of what was asked for was refused; the rest is done. */
export class PartlyDone extends Error {
}
/** What the work gives. Its TypeErrors and RangeErrors are mistakes in what was typed, or in a key. */
export function typed(work) {
    try {
        return work();
    }
    catch (cause) {
        if (!(cause instanceof TypeError || cause instanceof RangeError))
            throw cause;
        throw new UsageError(cause.message, { cause });
    }
}
/** Exit codes are a contract: scripts branch on them. */
export const exitCodes = {
    0: 'done',
    1: 'failed: the system did not do its part (disk, port, database)',
    2: 'usage: a wrong flag, setting or environment variable, or a missing --yes',
    3: 'refused: no such account, a name taken, a weak password, a bad token; nothing was changed',
    4: 'done in part: some rows of a file were not imported',
};
// These are trouble with the system, although a refusal tells of it.
const troubles = new Set(['storage_unavailable', 'overloaded', 'revocations_stale']);
export function exitCodeOf(error) {
    if (error instanceof UsageError || error instanceof ConfigError)
        return 2;
    if (error instanceof PartlyDone)
        return 4;
    if (error instanceof AuthError)
        return troubles.has(error.code) ? 1 : 3;
    return error instanceof Refused ? 3 : 1;
}
