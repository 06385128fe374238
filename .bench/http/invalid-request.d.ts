import { AuthError } from '../errors.ts';
import type { ProblemAnswer } from '../wire.ts';
/** A request that says which members of its body are wrong, by name and never by value. */
export declare class InvalidRequest extends AuthError {
    readonly members: NonNullable<ProblemAnswer['errors']>;
    constructor(message: string, members?: NonNullable<ProblemAnswer['errors']>);
}
