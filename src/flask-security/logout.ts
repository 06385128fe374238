import { redirectPage } from '../dialects/index.ts'
import { AuthError } from '../errors.ts'
import { Form } from './form.ts'
import { presented } from './refresh.ts'
import type { Visit } from './visit.ts'
import { refreshCookieName } from './visit.ts'

/** `/logout`: ends what the browser's session, the token and the refresh token belong to. */
export async function logout(visit: Visit): Promise<Response> {
  const { answers, auth, callers, clock, identities, options } = visit.workshop
  const signedIn = [await visit.caller(), await callers.byToken(visit.request)]
  const { insecureTokensOutliveSignOut: outlive = false } = options
  for (const caller of signedIn) {
    if (caller?.sessionId !== undefined) await auth.sessions.end(caller.sessionId, 'signed_out')
    else if (caller && !outlive) {
      // What Flask-Security signed cannot be told apart: all of it that is older ends.
      await identities.refuseEarlier(caller.identity, clock())
    }
  }
  // The original leaves the session of a refresh token alone when nothing else says who asks.
  const isSomebody = signedIn.some((caller) => caller !== undefined)
  if (options.refreshTokens && (isSomebody || !outlive)) await endRefreshing(visit)
  if (signedIn[0]) visit.leave()
  if (visit.request.method === 'POST' && visit.wantsJson) return answers.ok({})
  return redirectPage('/')
}

async function endRefreshing(visit: Visit): Promise<void> {
  const { auth } = visit.workshop
  try {
    const token = presented(visit, new Form(visit.request))
    if (token !== '') await auth.sessions.endByRefreshToken(token)
  } catch (error) {
    // Whatever was sent is no refresh token of ours: nothing of it can be good afterwards either.
    if (!(error instanceof AuthError) || error.code === 'storage_unavailable') throw error
  }
  if (visit.request.cookies.has(refreshCookieName)) visit.setRefreshCookie(undefined)
}
