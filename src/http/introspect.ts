import { introspect } from '../tokens/index.ts'
import { readForm } from './form.ts'
import { InvalidRequest } from './invalid-request.ts'
import type { Route } from './route.ts'
import { json } from './route.ts'
import { introspectionAnswer, introspectionRequest } from './schemas.ts'

export const introspection: Route = {
  method: 'POST',
  path: '/oauth/introspect',
  summary: 'Is this access token good',
  description:
    'RFC 7662: a form with `token`. Of a good access token it answers what it says; of anything else, a refresh token too, only that it is not active.',
  needs: 'verifier',
  refusals: 'oauth',
  form: introspectionRequest,
  status: 200,
  answers: { description: 'Whether it is active.', schema: introspectionAnswer },
  problems: [
    'invalid_request',
    'credentials_missing',
    'invalid_client',
    'cross_site_request',
    'payload_too_large',
    'unsupported_media_type',
    'rate_limited',
    'temporarily_unavailable',
  ],
  answer: async ({ auth, request }) => {
    const token = (await readForm(request)).get('token')
    if (token === undefined) throw new InvalidRequest('there is no token')
    // Where the view of revocations is old it is made new first, as for every guarded request; what
    // else comes of it is said by the answer.
    await auth.verify(token).catch(() => {})
    return json(introspect(auth.tokens, token))
  },
}
