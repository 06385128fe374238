import { AuthError } from '../errors.ts'
import type { OAuthTokenAnswer } from '../wire.ts'
import { isScope } from './authorize.ts'
import type { Caller } from './client-credentials.ts'
import { readCaller } from './client-credentials.ts'
import { readForm } from './form.ts'
import { InvalidRequest } from './invalid-request.ts'
import { tokenTypeOf } from './login.ts'
import { dpopParameter, provenKey } from './proof.ts'
import { renewalId } from './renew.ts'
import type { Exchange, Route } from './route.ts'
import { json } from './route.ts'
import { oauthTokenAnswer, oauthTokenRequest } from './schemas.ts'

export const oauthToken: Route = {
  method: 'POST',
  path: '/oauth/token',
  summary: 'Tokens for OAuth clients',
  description:
    'RFC 6749: a form with `grant_type`. `refresh_token` trades a refresh token for the next one, as /api/v1/renew does; `client_credentials` gives a registered client an access token of its own. Clients with a secret authenticate with Basic or in the form.',
  needs: 'client',
  presents: 'refresh_token',
  refusals: 'oauth',
  parameters: [
    {
      in: 'header',
      name: 'Idempotency-Key',
      description: 'As for /api/v1/renew.',
      schema: { type: 'string' },
    },
    dpopParameter(
      'Binds a token of the client to the key; of a session that has one, its own key.',
    ),
  ],
  form: oauthTokenRequest,
  status: 200,
  answers: { description: 'The tokens.', schema: oauthTokenAnswer },
  problems: [
    'invalid_request',
    'invalid_dpop_proof',
    'invalid_grant',
    'invalid_client',
    'unauthorized_client',
    'unsupported_grant_type',
    'invalid_scope',
    'cross_site_request',
    'stale_renewal',
    'payload_too_large',
    'unsupported_media_type',
    'rate_limited',
    'temporarily_unavailable',
  ],
  answer: async (exchange) => {
    const form = await readForm(exchange.request)
    const grant = grants.get(required(form, 'grant_type'))
    if (!grant) throw new AuthError('grant_unsupported', 'there is no such grant')
    const caller = await readCaller(exchange, form)
    // RFC 6749 §5.1; Cache-Control is on every answer.
    return json(await grant({ exchange, form, caller }), { pragma: 'no-cache' })
  },
}

interface GrantRequest {
  readonly exchange: Exchange
  readonly form: ReadonlyMap<string, string>
  readonly caller: Caller
}

type Grant = (request: GrantRequest) => Promise<OAuthTokenAnswer>

const refreshToken: Grant = async ({ exchange, form, caller }) => {
  const { auth, request } = exchange
  if (caller.client?.grants.includes('refresh_token') === false) {
    throw new AuthError('grant_not_allowed', 'the client may not renew')
  }
  const scope = scopeOf(form)
  const issued = await auth.renew(required(form, 'refresh_token'), {
    ...renewalId(request),
    clientId: caller.clientId,
    scope,
    jkt: await provenKey(exchange),
  })
  return {
    access_token: issued.accessToken,
    token_type: tokenTypeOf(issued.session),
    expires_in: issued.expiresIn,
    refresh_token: issued.refreshToken,
    ...(scope && { scope: scope.join(' ') }),
  }
}

const clientCredentials: Grant = async ({ exchange, form, caller }) => {
  if (!caller.client) throw new AuthError('client_unknown', 'the client came without a secret')
  const scope = scopeOf(form)
  const jkt = await provenKey(exchange)
  const issued = exchange.auth.issueToClient(caller.client, { scope, jkt })
  return {
    access_token: issued.accessToken,
    token_type: jkt === undefined ? 'Bearer' : 'DPoP',
    expires_in: issued.expiresIn,
    scope: issued.scope.join(' '),
  }
}

const grants: ReadonlyMap<string, Grant> = new Map([
  ['refresh_token', refreshToken],
  ['client_credentials', clientCredentials],
])

/** By their names in the metadata. */
export const grantTypes: readonly string[] = [...grants.keys()]

function required(form: ReadonlyMap<string, string>, name: string): string {
  const value = form.get(name)
  if (value === undefined) throw new InvalidRequest(`there is no ${name}`)
  return value
}

/** Absent: all there is to have. @throws {AuthError} `scope_not_allowed`. */
function scopeOf(form: ReadonlyMap<string, string>): readonly string[] | undefined {
  const scope = form.get('scope')?.split(' ')
  if (scope?.every(isScope) === false) throw new AuthError('scope_not_allowed', 'it is no scope')
  return scope && [...new Set(scope)]
}
