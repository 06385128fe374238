import { AuthError } from '../errors.ts'
import type { LogoutRequest } from '../wire.ts'
import { credentialRequest } from './authenticate.ts'
import { credentialCookie } from './cookie.ts'
import type { Exchange, Route } from './route.ts'
import { noContent, takes } from './route.ts'
import { logoutRequest } from './schemas.ts'

// No limit per address: a token that is not ours is refused before any I/O.
export const logout: Route = {
  method: 'POST',
  path: '/api/v1/logout',
  summary: 'Sign out',
  description:
    'Ends the session of an access token, an expired one too, or of any refresh token of it, a spent one too; a session that is over already is fine. From then on its tokens are refused.',
  needs: 'any token',
  presents: 'access_token',
  bodyOptional: true,
  status: 204,
  answers: { description: 'Signed out.' },
  problems: [
    'invalid_request',
    'credentials_missing',
    'invalid_token',
    'cross_site_request',
    'payload_too_large',
    'unsupported_media_type',
    'temporarily_unavailable',
  ],
  ...takes<LogoutRequest, Exchange>(
    logoutRequest,
    async ({ refreshToken, cookie: inCookie, all = false }, exchange) => {
      const { auth, request, readCredential, cookie, refreshCookies } = exchange
      const { token: accessToken, source } = readCredential(credentialRequest(request)) ?? {}
      if ([accessToken, refreshToken, inCookie].filter((given) => given !== undefined).length > 1) {
        throw new AuthError('credentials_ambiguous', 'more than one token at once')
      }
      if (inCookie) {
        // Without a cookie there is nothing to end, as with a session that is over.
        const presented = refreshCookies.read(request)
        if (presented) await auth.signOut({ refreshToken: presented.refreshToken }, { all })
      } else if (accessToken !== undefined) await auth.signOut({ accessToken }, { all })
      else if (refreshToken !== undefined) await auth.signOut({ refreshToken }, { all })
      else throw new AuthError('credentials_missing', 'no token says whose session is to end')
      // What a browser kept of the signed-in pages goes too (B14).
      const response = noContent({ 'clear-site-data': '"cache"' })
      if (source === 'cookie')
        response.headers.append('set-cookie', credentialCookie('', 0, cookie))
      if (inCookie) refreshCookies.clear(response.headers, request)
      return response
    },
  ),
}
