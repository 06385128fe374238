import { jwksMaxAge, retryAfter } from '../defaults.ts'
import { AuthError } from '../errors.ts'
import type { StatusAnswer } from '../wire.ts'
import type { Route } from './route.ts'
import { json } from './route.ts'
import { jwkSetAnswer, statusAnswer } from './schemas.ts'

export const jwks: Route = {
  method: 'GET',
  path: '/.well-known/jwks.json',
  summary: 'The public keys',
  description: 'The keys that access tokens are signed with, RFC 7517 §5. Private parts never.',
  needs: 'nothing',
  status: 200,
  answers: {
    description: 'The JWK Set.',
    schema: jwkSetAnswer,
    mediaType: 'application/jwk-set+json',
  },
  problems: [],
  answer: ({ auth }) =>
    json(auth.keys.jwkSet(), {
      ...publicAnswer(jwksMaxAge),
      'content-type': 'application/jwk-set+json',
    }),
}

/** Of what anybody may read, from pages of every origin. */
export const publicAnswer = (maxAge: number): Readonly<Record<string, string>> => ({
  'cache-control': `public, max-age=${maxAge}`,
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
})

const ok: StatusAnswer = { status: 'ok' }

export const healthz: Route = {
  method: 'GET',
  path: '/healthz',
  summary: 'Is the process alive',
  description: 'Answers without looking at anything.',
  needs: 'nothing',
  status: 200,
  answers: { description: 'It is.', schema: statusAnswer },
  problems: [],
  answer: () => json(ok),
}

export const readyz: Route = {
  method: 'GET',
  path: '/readyz',
  summary: 'Can it answer requests',
  description: 'Asks the store and the key ring.',
  needs: 'nothing',
  status: 200,
  answers: { description: 'It can.', schema: statusAnswer },
  problems: ['temporarily_unavailable'],
  answer: async ({ auth }) => {
    try {
      await auth.ready()
    } catch (cause) {
      // Whatever is broken: the answer to this question is no, and not that asking it failed.
      throw new AuthError('storage_unavailable', 'not ready', { cause, retryAfter })
    }
    return json(ok)
  },
}
