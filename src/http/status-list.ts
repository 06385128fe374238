import { createHash } from 'node:crypto'
import { z } from 'zod'
import { statusListMaxAge } from '../defaults.ts'
import { AuthError } from '../errors.ts'
import { statusListPath } from '../tokens/index.ts'
import type { Route } from './route.ts'

const mediaType = 'application/statuslist+jwt'

export const statusList: Route = {
  method: 'GET',
  path: statusListPath,
  summary: 'Which sessions are revoked',
  description:
    'The Token Status List of draft-ietf-oauth-status-list, signed, for programs that know it and not our feed. 404 unless it is switched on.',
  needs: 'nothing',
  parameters: [
    {
      in: 'header',
      name: 'If-None-Match',
      description:
        'The `ETag` of the last answer: then there is nothing to send when it still holds.',
      schema: { type: 'string' },
    },
  ],
  status: 200,
  answers: { description: 'The Status List Token.', schema: z.string(), mediaType },
  problems: ['not_found', 'temporarily_unavailable'],
  async answer({ auth, request }) {
    const { statusList: list } = auth
    if (!list) throw new AuthError('not_found', 'there is no status list')
    const token = await list.token()
    const etag = `"${createHash('sha256').update(token).digest('base64url')}"`
    const headers = {
      'cache-control': `public, max-age=${statusListMaxAge}`,
      etag,
      // As the JWK Set: whoever has a token may ask about it, from anywhere.
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
    }
    const known = request.headers.get('if-none-match') ?? ''
    return known.split(',').some((tag) => tag.trim().replace('W/', '') === etag)
      ? new Response(null, { status: 304, headers })
      : new Response(token, { headers: { ...headers, 'content-type': mediaType } })
  },
}
