import { freshSignIn } from '../defaults.ts'
import { proofAlgorithms } from '../tokens/index.ts'
import type { ProblemCode } from './problems.ts'

/** How a client is asked to prove itself. */
export type ChallengeScheme = 'bearer' | 'basic' | 'dpop'

const algorithms = `algs="${proofAlgorithms.join(' ')}"`

// A fixed text: nothing of a request ever becomes part of a header (T13, response splitting).
const realm = 'realm="latchkey"'

/** RFC 6750 §3.1, RFC 9449 §7.1 and RFC 9470 §3: what goes into `error`, for the problems that have one. */
const bearerErrors: Partial<Record<ProblemCode, string>> = {
  invalid_token: 'error="invalid_token"',
  invalid_dpop_proof: 'error="invalid_dpop_proof"',
  insufficient_scope: 'error="insufficient_scope"',
  insufficient_role: 'error="insufficient_scope"',
  reauthentication_required: `error="insufficient_user_authentication", max_age="${freshSignIn}"`,
}

/**
 * The `WWW-Authenticate` of an answer, if it has one: every 401 (RFC 9110 §15.5.2), and the 403 that
 * RFC 6750 defines. A request without an access token gets no `error` (RFC 6750 §3.1).
 */
export function challenge(
  status: number,
  code: ProblemCode,
  { scheme, scope }: { readonly scheme: ChallengeScheme; readonly scope: string | undefined },
): string | undefined {
  const error = bearerErrors[code]
  if (status !== 401 && error === undefined) return undefined
  if (scheme === 'basic') return `Basic ${realm}, charset="UTF-8"`
  const parts = [realm, error, scope === undefined ? undefined : `scope="${scope}"`]
  if (scheme === 'dpop') parts.push(algorithms)
  return `${scheme === 'dpop' ? 'DPoP' : 'Bearer'} ${parts.filter((part) => part !== undefined).join(', ')}`
}
