import { createDialect, errorPage, type FlaskRequest } from '../../src/dialects/index.ts'
import type { Mountable } from '../../src/http/index.ts'
import { AuthError } from '../../src/index.ts'
import { hashPassword } from '../../src/passwords/index.ts'
import { JSONWebSignatureSerializer } from '../../src/signing/index.ts'
import type { AlgorithmName } from '../../src/signing/index.ts'
import { openAuth } from '../dialects/open-auth.ts'

const secretKey = 'the secret key of the lesson'
const html = (body: string) =>
  new Response(body, { headers: { 'content-type': 'text/html; charset=utf-8' } })

/** A token of the second half of the lesson. */
export const signMinimal = (value: unknown, algorithmName: AlgorithmName = 'HS512'): string =>
  new JSONWebSignatureSerializer(secretKey, { era: '1.x', algorithmName }).dumps(value)

/** The minimal example of Flask-Login, written with what is here. */
export async function openMinimal(): Promise<{
  readonly application: Mountable
  readonly close: () => Promise<void>
}> {
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
  return { application, close: () => auth.close() }
}
