import { pythonJson } from '../dialects/index.js';
import { AuthError } from '../errors.js';
/** A refusal, with the answer that says so as the original does: `{"_errors": […]}`, 401. */
export class TokenRefused extends AuthError {
    name = 'TokenRefused';
    constructor(code, options = {}) {
        super(code, 'the request has no token that is good now', options);
    }
    toResponse() {
        const text = this.code === 'credentials_missing'
            ? 'A valid token is required to access this resource'
            : 'The provided token was invalid.';
        return pythonJson({ _errors: [text] }, 401);
    }
}
