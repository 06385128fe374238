import { AuthError } from '../errors.ts'
import type { AccessClaims } from '../tokens/index.ts'
import type { Requirements } from './authorize.ts'
import { createAuthorize, isScope } from './authorize.ts'
import type { Route } from './route.ts'
import { noContent } from './route.ts'

export const verify: Route = {
  method: 'GET',
  path: '/verify',
  summary: 'Check a request for a proxy',
  description:
    'For nginx auth_request, HAProxy, Traefik ForwardAuth, Caddy forward_auth: 204 lets the request through, and the X-Auth headers say who sent it. A list in a header is separated by commas, and what is not plain is percent-encoded.',
  needs: 'token',
  parameters: [
    {
      in: 'query',
      name: 'scope',
      description: 'Scopes that the token must have, all of them.',
      schema: { type: 'array', items: { type: 'string' } },
    },
    {
      in: 'query',
      name: 'role',
      description: 'Roles of which the account must have one.',
      schema: { type: 'array', items: { type: 'string' } },
    },
    {
      in: 'header',
      name: 'X-Forwarded-Method',
      description:
        'The method of the request that is checked; without it a cookie is believed only of our own pages. X-Original-Method is read as well.',
      schema: { type: 'string' },
    },
    {
      in: 'header',
      name: 'X-Forwarded-Uri',
      description:
        'The path of the request that is checked, which a proof of possession (DPoP) has to name; X-Original-URI is read as well.',
      schema: { type: 'string' },
    },
  ],
  status: 204,
  answers: {
    description: 'The request may pass.',
    headers: {
      'X-Auth-Subject': 'The account (`sub`).',
      'X-Auth-Scope': 'Its scopes, separated by spaces.',
      'X-Auth-Roles': 'Its roles, separated by commas.',
      'X-Auth-Session': 'The session (`sid`).',
      'X-Auth-Client': 'The program (`client_id`).',
    },
  },
  problems: [
    'invalid_request',
    'credentials_missing',
    'invalid_token',
    'invalid_dpop_proof',
    'cross_site_request',
    'insufficient_scope',
    'insufficient_role',
    'temporarily_unavailable',
  ],
  // The subrequest is always a GET. A page of another site cannot send these headers without a
  // preflight, so at worst they make its own request look safe to a proxy that does not set them.
  targetOf: ({ headers }) => {
    const url = headers.get('x-forwarded-uri') ?? headers.get('x-original-uri')
    return {
      method: headers.get('x-forwarded-method') ?? headers.get('x-original-method') ?? 'POST',
      ...(url !== null && { url }),
    }
  },
  answer: ({ url, claims }) => {
    createAuthorize(requirements(url.searchParams))(claims)
    return noContent(identityHeaders(claims))
  },
}

function requirements(query: URLSearchParams): Requirements {
  const scope = query.getAll('scope').flatMap((scopes) => scopes.split(' '))
  const role = query.getAll('role')
  if (!scope.every(isScope) || role.includes('')) {
    throw new AuthError('invalid_request', 'the query asks for no scope or role there can be')
  }
  return { ...(scope.length > 0 && { scope }), ...(role.length > 0 && { role }) }
}

// Always all of them, so that a proxy that copies them replaces what a client sent under these names.
const identityHeaders = (claims: AccessClaims): Record<string, string> => ({
  'x-auth-subject': plain(claims.sub),
  'x-auth-scope': claims.scope.split(' ').map(plain).join(' '),
  'x-auth-roles': (claims.roles ?? []).map(plain).join(','),
  'x-auth-session': plain(claims.sid ?? ''),
  'x-auth-client': plain(claims.client_id),
})

/** Visible ASCII that needs no quoting stays; anything else is percent-encoded (T13, response splitting). */
const plain = (text: string): string =>
  /^[\w!#$&'*+./:^`|~@-]*$/.test(text) ? text : encodeURIComponent(text.toWellFormed())
