import { pythonJson } from '../dialects/index.ts'
import { AuthError } from '../errors.ts'
import type { AuthErrorCode } from '../errors.ts'

/** A refusal, with the answer that says so as the original does: `{"_errors": […]}`, 401. */
export class TokenRefused extends AuthError {
  override readonly name: string = 'TokenRefused'

  constructor(code: AuthErrorCode, options: ErrorOptions = {}) {
    super(code, 'the request has no token that is good now', options)
  }

  toResponse(): Response {
    const text =
      this.code === 'credentials_missing'
        ? 'A valid token is required to access this resource'
        : 'The provided token was invalid.'
    return pythonJson({ _errors: [text] }, 401)
  }
}
