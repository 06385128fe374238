import { errorPage } from '../dialects/index.ts'
import type { AuthErrorCode } from '../errors.ts'
import { AuthError } from '../errors.ts'
import { Form } from './form.ts'
import { messages, refreshInvalid } from './messages.ts'
import type { Visit } from './visit.ts'
import { refreshCookieName } from './visit.ts'

/**
 * `/refresh-token`: the next authentication and refresh token of a session. Refresh tokens are Latchkey's own, so that
 * a spent one ends the session, the same request again gets the same answer, and a disabled account has none that is good.
 */
export async function refresh(visit: Visit): Promise<Response> {
  const { answers, auth, identities } = visit.workshop
  if (!visit.request.isJson) return errorPage(400)
  const form = new Form(visit.request)
  const token = presented(visit, form)
  if (token === '' && form.isGood) form.fail('refresh_token', messages.required)
  if (!form.isGood) return answers.badForm(form.errors)
  try {
    const { account, session, refreshToken } = await auth.sessions.renew(token)
    const identity = await identities.of(account)
    const { id: sessionId, authenticatedAt } = session
    // Whoever refreshes has not proved the password anew, so the token is as old as the sign-in.
    const caller = { account, identity, via: 'token', sessionId, authenticatedAt } as const
    return await visit.refreshed(caller, refreshToken)
  } catch (error) {
    if (!(error instanceof AuthError) || !isRefusal(error.code)) throw error
    form.fail('refresh_token', await reasonOf(visit, token, error.code))
    return answers.badForm(form.errors)
  }
}

/** The refresh token of a request: in the cookie mode the body says nothing, as in the original. */
export function presented({ request, workshop }: Visit, form: Form): string {
  if (workshop.options.refreshTokens === 'body') return form.text('refresh_token')
  return request.cookies.get(refreshCookieName) ?? ''
}

const reasons = {
  refresh_token_malformed: 'INVALID',
  refresh_token_forged: 'INVALID',
  refresh_token_reuse: 'GEN_MISMATCH',
  stale_renewal: 'GEN_MISMATCH',
  session_unknown: 'NOT_FOUND',
  session_ended: 'REVOKED',
  session_expired: 'EXPIRED',
  session_idle_expired: 'EXPIRED',
} as const satisfies Partial<Record<AuthErrorCode, string>>

const isRefusal = (code: AuthErrorCode): code is keyof typeof reasons =>
  Object.hasOwn(reasons, code)

async function reasonOf(
  { workshop: { auth, options } }: Visit,
  token: string,
  code: keyof typeof reasons,
): Promise<string> {
  if (!options.insecureDetailedErrors) return refreshInvalid('INVALID')
  if (code === 'session_ended') {
    const { snapshot } = await auth.sessions.inspect(token)
    // There the name in the token is nobody's any more.
    if (snapshot?.session.endReason === 'password_changed') return messages.unknownUser
  }
  return refreshInvalid(reasons[code])
}
