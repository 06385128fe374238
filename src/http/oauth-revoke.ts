import type { Auth } from '../auth/index.ts'
import { AuthError } from '../errors.ts'
import { isRefreshToken } from '../sessions/index.ts'
import { readCaller } from './client-credentials.ts'
import { readForm } from './form.ts'
import { InvalidRequest } from './invalid-request.ts'
import type { Route } from './route.ts'
import { revocationRequest } from './schemas.ts'

export const revocation: Route = {
  method: 'POST',
  path: '/oauth/revoke',
  summary: 'Revoke a token',
  description:
    'RFC 7009: a form with `token`. A refresh token, a spent one too, and the access token of a session end the session; an access token without one is refused from then on. A token that is unknown, or of another client, changes nothing and is answered the same way.',
  needs: 'client',
  refusals: 'oauth',
  form: revocationRequest,
  status: 200,
  answers: { description: 'It is not good any more.', empty: true },
  problems: [
    'invalid_request',
    'invalid_client',
    'cross_site_request',
    'payload_too_large',
    'unsupported_media_type',
    'rate_limited',
    'temporarily_unavailable',
  ],
  answer: async (exchange) => {
    const { auth, request } = exchange
    const form = await readForm(request)
    const token = form.get('token')
    if (token === undefined) throw new InvalidRequest('there is no token')
    const { clientId } = await readCaller(exchange, form)
    const owner = await ownerOf(auth, token)
    if (owner === undefined) return revoked()
    if (clientId === undefined && (await auth.clients.find(owner)) !== undefined) {
      throw new AuthError('client_unknown', 'a token of a client came without its client')
    }
    if (clientId === undefined || clientId === owner) {
      await auth.signOut(isRefreshToken(token) ? { refreshToken: token } : { accessToken: token })
    }
    return revoked()
  },
}

const revoked = (): Response => new Response(null, { status: 200 })

/** The `client_id` that a token was issued to; `undefined`: it is none of ours. What kind it is shows: the hint is not needed. */
async function ownerOf(auth: Auth, token: string): Promise<string | undefined> {
  try {
    if (!isRefreshToken(token)) return (await auth.identify(token)).client_id
    return (await auth.sessions.inspect(token)).snapshot?.session.clientId
  } catch (error) {
    // Only these say something of the token: where the store failed it may still be good (RFC 7009 §2.2.1).
    if (error instanceof AuthError && error.code !== 'storage_unavailable') return undefined
    throw error
  }
}
