import { AuthError } from '../errors.ts';
import type { AuthErrorCode } from '../errors.ts';
interface Challenger {
    readonly scheme: string;
    readonly realm?: string;
    readonly refuse?: (status: 401 | 403) => Response;
}
/** A guard's refusal, with the answer that says so: the operator reads the code, a stranger the answer. */
export declare class Unauthorized extends AuthError {
    #private;
    readonly name: string;
    constructor(code: AuthErrorCode, challenger: Challenger, options?: ErrorOptions);
    /** 401, or 403 where only the role is missing, each with the challenge of the scheme that was asked. */
    toResponse(): Response;
}
/** An endpoint that refuses by throwing, and then answers all the same. */
export declare const answerRefusals: <Asked>(answer: (request: Asked) => Promise<Response> | Response) => (request: Asked) => Promise<Response>;
export {};
