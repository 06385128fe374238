import type { Account } from '../accounts/index.ts'
import type { SignInContext } from '../auth/index.ts'
import { AuthError } from '../errors.ts'
import type { Session } from '../sessions/index.ts'
import type { CookieLoginAnswer, LoginAnswer, LoginRequest, User } from '../wire.ts'
import { dpopParameter, provenKey } from './proof.ts'
import type { PresentedCookie } from './refresh-cookie.ts'
import type { Exchange, Route } from './route.ts'
import { json, takes } from './route.ts'
import { loginAnswer, loginRequest } from './schemas.ts'

export const login: Route = {
  method: 'POST',
  path: '/api/v1/login',
  summary: 'Sign in',
  description:
    'Starts a session and answers its first access and refresh token. An unknown name and a wrong password get the same answer after the same time.',
  needs: 'nothing',
  presents: 'password',
  parameters: [dpopParameter('Binds the session to the key that it is signed with.')],
  status: 200,
  answers: { description: 'Signed in.', schema: loginAnswer },
  problems: [
    'invalid_request',
    'password_too_long',
    'invalid_credentials',
    'invalid_dpop_proof',
    'account_disabled',
    'cross_site_request',
    'payload_too_large',
    'unsupported_media_type',
    'rate_limited',
    'overloaded',
    'temporarily_unavailable',
  ],
  ...takes<LoginRequest, Exchange>(loginRequest, async ({ cookie, ...credentials }, exchange) => {
    const { auth, request, refreshCookies } = exchange
    // Before anything else: another site's page must not sign a browser in as somebody (login CSRF).
    const replaced = cookie && refreshCookies.read(request)
    const jkt = await provenKey(exchange)
    const issued = await auth.signIn(credentials, { ...signInContext(exchange), jkt })
    const answer: CookieLoginAnswer = {
      token: issued.accessToken,
      tokenType: tokenTypeOf(issued.session),
      expiresIn: issued.expiresIn,
      user: userOf(issued.account),
    }
    if (!cookie) return json({ ...answer, refreshToken: issued.refreshToken } satisfies LoginAnswer)
    if (replaced) await endReplaced(exchange, replaced)
    const response = json(answer)
    refreshCookies.set(response.headers, request, issued)
    return response
  }),
}

/** The browser is about to forget its refresh token: nobody could end that session from there any more. */
async function endReplaced({ auth }: Exchange, { refreshToken }: PresentedCookie): Promise<void> {
  try {
    await auth.signOut({ refreshToken })
  } catch (error) {
    // One that is not ours names no session; whether any other has ended is not known.
    if (!(error instanceof AuthError) || error.code === 'storage_unavailable') throw error
  }
}

/** Where a sign-in comes from, and whether it still waits; the address is the server's word, never a header's. */
export function signInContext({ request, address }: Exchange): SignInContext {
  const device = request.headers.get('user-agent')
  return {
    ...(address !== undefined && { address }),
    ...(device !== null && { device }),
    signal: request.signal,
  }
}

/** RFC 9449 §5 */
export const tokenTypeOf = ({ jkt }: Session): 'Bearer' | 'DPoP' =>
  jkt === undefined ? 'Bearer' : 'DPoP'

export const userOf = ({ id, username, email, roles }: Account): User => ({
  id,
  username,
  email: email ?? null,
  roles,
})
