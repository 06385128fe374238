import { maxRenewalIdLength } from '../defaults.ts'
import { AuthError } from '../errors.ts'
import type { CookieTokenAnswer, RenewRequest, TokenAnswer } from '../wire.ts'
import type { Exchange, Route } from './route.ts'
import { json, takes } from './route.ts'
import { renewRequest, tokenAnswer } from './schemas.ts'

// No limit per address: a refresh token that we did not issue fails its MAC before any I/O, and there
// are 128 bits to guess.
export const renew: Route = {
  method: 'POST',
  path: '/api/v1/renew',
  summary: 'Renew the tokens',
  description:
    'Trades a refresh token, in the body or in its cookie, for the next one and a new access token. The same request again gets the same refresh token; a refresh token that was spent by another request ends its session.',
  needs: 'nothing',
  presents: 'refresh_token',
  parameters: [
    {
      in: 'header',
      name: 'Idempotency-Key',
      description:
        'Names this renewal: a repetition that bears it gets the same answer at any time, not just within seconds.',
      schema: { type: 'string', pattern: `^[!-~]{1,${maxRenewalIdLength}}$` },
    },
  ],
  status: 200,
  answers: { description: 'Renewed.', schema: tokenAnswer },
  problems: [
    'invalid_request',
    'invalid_grant',
    'cross_site_request',
    'stale_renewal',
    'payload_too_large',
    'unsupported_media_type',
    'temporarily_unavailable',
  ],
  ...takes<RenewRequest, Exchange>(
    renewRequest,
    async (body, { auth, request, refreshCookies }) => {
      const presented =
        'cookie' in body ? refreshCookies.read(request) : { ...body, ...renewalId(request) }
      if (!presented)
        throw new AuthError('session_unknown', 'there is no cookie with a refresh token')
      const issued = await auth.renew(presented.refreshToken, presented)
      const answer: CookieTokenAnswer = {
        token: issued.accessToken,
        tokenType: 'Bearer',
        expiresIn: issued.expiresIn,
      }
      if ('refreshToken' in body) {
        return json({ ...answer, refreshToken: issued.refreshToken } satisfies TokenAnswer)
      }
      const response = json(answer)
      refreshCookies.set(response.headers, request, issued)
      return response
    },
  ),
}

/** @throws {AuthError} `invalid_request`. */
export function renewalId(request: Request): { renewalId?: string } {
  const id = request.headers.get('idempotency-key')
  if (id === null) return {}
  if (id.length > maxRenewalIdLength || !/^[!-~]+$/.test(id)) {
    throw new AuthError(
      'invalid_request',
      `Idempotency-Key: expected up to ${maxRenewalIdLength} visible ASCII characters`,
    )
  }
  return { renewalId: id }
}
