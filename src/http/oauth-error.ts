import { refusal } from './error-response.ts'
import type { ProblemContext } from './error-response.ts'
import type { ProblemCode } from './problems.ts'
import { problems } from './problems.ts'
import { whole } from '../whole.ts'

/** RFC 6749 §5.2, and of what it does not provide for the nearest of §4.1.2.1. */
const errors: Partial<Record<ProblemCode, string>> = {
  invalid_grant: 'invalid_grant',
  // RFC 9449 §5
  invalid_dpop_proof: 'invalid_dpop_proof',
  // A client that is told anything else keeps a refresh token that is of no use any more.
  stale_renewal: 'invalid_grant',
  credentials_missing: 'invalid_client',
  invalid_client: 'invalid_client',
  unauthorized_client: 'unauthorized_client',
  unsupported_grant_type: 'unsupported_grant_type',
  invalid_scope: 'invalid_scope',
  cross_site_request: 'access_denied',
  rate_limited: 'temporarily_unavailable',
  overloaded: 'temporarily_unavailable',
  temporarily_unavailable: 'temporarily_unavailable',
  server_error: 'server_error',
}

/** What an OAuth endpoint answers in place of a problem of this code. */
export const oauthError = (code: ProblemCode): { status: number; error: string } => {
  const [status] = problems[code]
  const error = errors[code] ?? 'invalid_request'
  // "400 unless specified otherwise": a 401 is for clients, and a 409 or 415 is not specified.
  const bad =
    error === 'invalid_grant' || error === 'invalid_dpop_proof' || status === 409 || status === 415
  return { status: bad ? 400 : status, error }
}

/** The refusal as RFC 6749 §5.2 puts it. A 401 asks for Basic: that is how clients authenticate. */
export function oauthProblem(error: unknown, context: ProblemContext = {}): Response {
  const { code, headers } = refusal(error, { ...context, scheme: 'basic' })
  const { status, error: name } = oauthError(code)
  const { 'www-authenticate': challenge, ...others } = headers
  const body = { error: name, error_description: problems[code][1] }
  return whole(JSON.stringify(body), {
    status,
    headers: {
      ...others,
      'content-type': 'application/json',
      ...(status === 401 && challenge !== undefined && { 'www-authenticate': challenge }),
    },
  })
}
