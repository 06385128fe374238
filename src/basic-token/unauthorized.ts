import { errorPage } from '../dialects/index.ts'
import { AuthError } from '../errors.ts'
import type { AuthErrorCode } from '../errors.ts'

interface Challenger {
  readonly scheme: string
  readonly realm?: string
  readonly refuse?: (status: 401 | 403) => Response
}

/** Flask-HTTPAuth's own answer. */
const unauthorizedAccess = (status: 401 | 403): Response =>
  new Response('Unauthorized Access', {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  })

/** A guard's refusal, with the answer that says so: the operator reads the code, a stranger the answer. */
export class Unauthorized extends AuthError {
  override readonly name: string = 'Unauthorized'
  readonly #challenger: Challenger

  constructor(code: AuthErrorCode, challenger: Challenger, options: ErrorOptions = {}) {
    super(code, 'the request may not pass', options)
    this.#challenger = challenger
  }

  /** 401, or 403 where only the role is missing, each with the challenge of the scheme that was asked. */
  toResponse(): Response {
    const {
      scheme,
      realm = 'Authentication Required',
      refuse = unauthorizedAccess,
    } = this.#challenger
    const response = refuse(this.code === 'insufficient_role' ? 403 : 401)
    const challenged = new Response(response.body, response)
    challenged.headers.set('www-authenticate', `${scheme} realm="${realm}"`)
    return challenged
  }
}

/** An endpoint that refuses by throwing, and then answers all the same. */
export const answerRefusals =
  <Asked>(answer: (request: Asked) => Promise<Response> | Response) =>
  async (request: Asked): Promise<Response> => {
    try {
      return await answer(request)
    } catch (error) {
      if (error instanceof Unauthorized) return error.toResponse()
      const isForeign = error instanceof AuthError && error.code === 'cross_site_request'
      if (isForeign) return errorPage(403)
      throw error
    }
  }
