// The first of the lessons: a token that is signed, in the `Authorization` header as it is or in `?token=`.
import { describe, it } from 'node:test'
import { createDialect, errorPage, type FlaskRequest } from '../../src/dialects/index.ts'
import { AuthError } from '../../src/index.ts'
import { hashPassword } from '../../src/passwords/index.ts'
import { JSONWebSignatureSerializer } from '../../src/signing/index.ts'
import type { AlgorithmName } from '../../src/signing/index.ts'
import { openAuth } from '../dialects/open-auth.ts'
import {
  faceOfResponse,
  Ledger,
  readTranscript,
  recordedFace,
  requestOf,
} from '../dialects/transcripts.ts'

const secretKey = 'the secret key of the lesson'
const tokenPattern = /eyJ[\w-]*\.[\w-]+\.[\w-]*/
const html = (body: string) =>
  new Response(body, { headers: { 'content-type': 'text/html; charset=utf-8' } })

/** Signed anew as it was, and tampered with where it was. */
function resign(token: string, name: string): string {
  const [alg, value] = token
    .split('.', 2)
    .map((part): unknown => JSON.parse(Buffer.from(part, 'base64url').toString()))
  const algorithmName = Reflect.get(Object(alg), 'alg') as AlgorithmName // recorded so
  const signed = new JSONWebSignatureSerializer(secretKey, { era: '1.x', algorithmName }).dumps(
    value,
  )
  return name === 'JWS tampered' ? `${signed.slice(0, -2)}AA` : signed
}

describe('the minimal example of Flask-Login, as it was recorded', () => {
  it('can be written with what is here, and answers the same but for its 500', async () => {
    const auth = await openAuth(() => 1_700_000_000)
    for (const [username, password] of [
      ['JohnDoe', 'John'],
      ['JaneDoe', 'Jane'],
    ] as const) {
      const passwordHash = await hashPassword(password, { argon2id: { memoryCost: 8 } })
      await auth.accounts.register({ username, passwordHash })
    }
    const serializer = new JSONWebSignatureSerializer(secretKey, { era: '1.x' })

    async function answer({ headers, args }: FlaskRequest): Promise<Response> {
      const token = headers.get('authorization') ?? args.get('token') ?? ''
      const [, username = '', password = ''] = /^([^:]*):(.*)$/.exec(token) ?? []
      try {
        const claimed: unknown = token.includes(':')
          ? { username, password }
          : serializer.loads(token)
        await auth.accounts.authenticate(claimed as { username: string; password: string }) // refused otherwise
        return html('Hello Protected World!')
      } catch (error) {
        if (error instanceof AuthError) return errorPage(401)
        throw error
      }
    }
    const application = createDialect([
      { path: '/', methods: ['GET'], answer: () => html('Hello World!') },
      { path: '/protected/', methods: ['GET'], answer },
    ])
    const ledger = new Ledger([
      {
        original: 'A token without a colon is a 500, and a path without its slash is sent on',
        here: '401, 404',
        why: 'paths have one spelling',
        exchanges: ['no colon -> 500', 'protected no slash'],
      },
    ])
    for (const exchange of readTranscript('flask-login-minimal')) {
      const translated = (text: string) =>
        text.replace(tokenPattern, (token) => resign(token, exchange.name))
      const { path, headers } = exchange.request
      const request = requestOf({
        ...exchange,
        request: {
          ...exchange.request,
          path: translated(path),
          headers: headers.map(([name, value]) => [name, translated(value)]),
        },
      })
      const face = await faceOfResponse(await application.fetch(request))
      ledger.compare(exchange.name, face, recordedFace(exchange))
    }
    ledger.settle()
    await auth.close()
  })
})
