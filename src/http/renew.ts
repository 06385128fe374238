import { maxRenewalIdLength } from '../defaults.ts'
import { AuthError } from '../errors.ts'
import type { CookieTokenAnswer, RenewRequest, TokenAnswer } from '../wire.ts'
import { tokenTypeOf } from './login.ts'
import { dpopParameter, provenKey } from './proof.ts'
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
    dpopParameter(
      'Of the key of the session, if it has one; with a refresh token in the body its ath is the hash of that.',
    ),
  ],
  status: 200,
  answers: { description: 'Renewed.', schema: tokenAnswer },
  problems: [
    'invalid_request',
    'invalid_dpop_proof',
    'invalid_grant',
    'cross_site_request',
    'stale_renewal',
    'payload_too_large',
    'unsupported_media_type',
    'temporarily_unavailable',
  ],
  ...takes<RenewRequest, Exchange>(renewRequest, async (body, exchange) => {
    const { auth, request, refreshCookies } = exchange
    const presented =
      'cookie' in body ? refreshCookies.read(request) : { ...body, ...renewalId(request) }
    if (!presented)
      throw new AuthError('session_unknown', 'there is no cookie with a refresh token')
    // In the body it is where scripts are, who could make proofs in advance for tokens yet to come; but not of a
    // token that they do not know. No script knows the one in the cookie, the page's own neither.
    const jkt = await provenKey(
      exchange,
      'refreshToken' in body ? presented.refreshToken : undefined,
    )
    const issued = await auth.renew(presented.refreshToken, { ...presented, jkt })
    const answer: CookieTokenAnswer = {
      token: issued.accessToken,
      tokenType: tokenTypeOf(issued.session),
      expiresIn: issued.expiresIn,
    }
    if ('refreshToken' in body) {
      return json({ ...answer, refreshToken: issued.refreshToken } satisfies TokenAnswer)
    }
    const response = json(answer)
    refreshCookies.set(response.headers, request, issued)
    return response
  }),
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
