import { AuthError } from '../errors.ts';
import type { AuthErrorCode } from '../errors.ts';
/** A refusal, with the answer that says so as the original does: `{"_errors": […]}`, 401. */
export declare class TokenRefused extends AuthError {
    readonly name: string;
    constructor(code: AuthErrorCode, options?: ErrorOptions);
    toResponse(): Response;
}
