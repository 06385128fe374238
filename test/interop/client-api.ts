// The API that old clients are run against: every dialect, mounted as their documentation says.
import type { IncomingMessage, ServerResponse } from 'node:http'
import express from 'express'
import { createBasicToken } from '../../src/basic-token/index.ts'
import type { DialectOptions } from '../../src/dialects/index.ts'
import { createFlaskSecurity } from '../../src/flask-security/index.ts'
import type { FlaskSecurityGeneration } from '../../src/flask-security/index.ts'
import type { RequestEvent } from '../../src/http/index.ts'
import { memory } from '../../src/index.ts'
import { guard, mount } from '../../src/middleware/express.ts'
import { createTwopi } from '../../src/twopi/index.ts'
import { openAuth, password } from '../dialects/open-auth.ts'
import { type App, listen } from '../listen.ts'

export { password } from '../dialects/open-auth.ts'
export const email = 'ada@example.com'

export interface ClientApi extends App {
  /** What was called, as `POST /login 200`. */
  readonly calls: readonly string[]
}

export interface ClientApiOptions extends Pick<DialectOptions, 'cors'> {
  readonly generation?: FlaskSecurityGeneration
  /** How far its clock is from that of the clients, in seconds. Default: 0. */
  readonly offset?: number
  /** The origin that the application itself lets call all of it, as Flask-CORS does. */
  readonly allowOrigin?: string
}

type Next = () => void

/** What applications put in front of everything: here the least that does it. */
const crossOrigin =
  (origin: string) => (request: IncomingMessage, response: ServerResponse, next: Next) => {
    response.setHeader('Access-Control-Allow-Origin', origin)
    response.setHeader('Access-Control-Allow-Headers', 'Authentication-Token, Content-Type')
    if (request.method === 'OPTIONS') response.writeHead(204).end()
    else next()
  }

/** Express with Ada's account, and `/protected`, which is the application's own. */
export async function openClientApi(options: ClientApiOptions = {}): Promise<ClientApi> {
  const { generation = '1.7', offset = 0, cors, allowOrigin } = options
  const clock = () => Date.now() / 1_000 + offset
  const calls: string[] = []
  const onEvent = ({ method, route, status }: RequestEvent): void => {
    calls.push(`${method} ${route} ${status}`)
  }
  const store = memory()
  const auth = await openAuth(clock, store)
  await auth.accounts.register({ username: 'Ada', email, password })

  const common = { secretKey: 'the secret key of the Flask application', clock, cors, onEvent }
  const flask = createFlaskSecurity(auth, { ...common, store, generation })
  const app = express()
  if (allowOrigin !== undefined) app.use(crossOrigin(allowOrigin))
  app.use(mount(flask))
  app.use(mount(createTwopi(auth, { ...common, prefix: '/api/v1' })))
  app.use(mount(createBasicToken(auth, common)))
  const [origin] = cors?.origins ?? []
  if (origin !== undefined) app.use('/protected', crossOrigin(origin))
  const guarded = guard(flask, { credentials: ['authentication-token', 'query'] })
  app.get('/protected', guarded, (_request, response) => {
    response.json({ message: 'Hello!' })
  })

  const server = await listen(app)
  return {
    url: server.url,
    calls,
    close: async () => {
      await server.close()
      await auth.close()
    },
  }
}
