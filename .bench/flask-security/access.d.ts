import type { Caller } from './callers.ts';
import type { FlaskRequirements } from './options.ts';
import type { Visit } from './visit.ts';
/** Whom `auth_required` lets pass: a caller, or the answer that refuses. */
export type Admitted = {
    readonly caller: Caller;
} | {
    readonly refusal: Response;
};
/** `auth_required`, with the roles and permissions of the other decorators. */
export declare function admit(visit: Visit, requirements: FlaskRequirements): Promise<Admitted>;
/** `anonymous_user_required`: the answer for whoever is somebody. */
export declare function refuseSignedIn(visit: Visit): Promise<Response | undefined>;
/** What is wrong with the token of a form where every form needs one: the stock application's own check. */
export declare function formCsrfFlaw(visit: Visit, token: string): string | undefined;
