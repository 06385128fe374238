import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import type { Account } from '../../src/accounts/index.ts'
import type { Auth } from '../../src/auth/index.ts'
import {
  createLog,
  openAuth,
  readConfig,
  serve,
  type ServeOptions,
} from '../../src/server/index.ts'
import type { TokenAnswer } from '../../src/wire.ts'

/** `latchkey serve` in this process, on SQLite and real sockets. */
export interface Serving {
  readonly url: string
  /** The database as an operator's commands open it, beside the server. */
  readonly beside: Auth
  /** The lines of its log about this event. */
  lines(event: string): Record<string, unknown>[]
  post(path: string, body: object, headers?: Record<string, string>): Promise<Response>
  get(path: string, headers?: Record<string, string>): Promise<Response>
  /** The refresh token of a new session, which costs no password hash. */
  startSession(account: Account): Promise<string>
  close(): Promise<void>
}

/** Tokens must name the same issuer after a restart on another port. */
export const issuer = 'http://localhost'

export interface TemporaryDirectory {
  readonly root: string
  /** Where the server makes its data directory. */
  readonly data: string
  readonly remove: () => void
}

export function temporaryDirectory(): TemporaryDirectory {
  const root = mkdtempSync(join(tmpdir(), 'latchkey-'))
  return { root, data: join(root, 'data'), remove: () => rmSync(root, { recursive: true }) }
}

export async function startServing(
  data: string,
  options: Omit<ServeOptions, 'data'> = {},
): Promise<Serving> {
  let log = ''
  const output = new PassThrough({ encoding: 'utf8' }).on('data', (chunk) => (log += chunk))
  const server = await serve({ port: 0, issuer, ...options, data, log: createLog({ output }) })
  const beside = await openAuth({ ...readConfig({}, {}).config, data }, { issuer, beside: true })
  return {
    url: server.url,
    beside,
    lines: (event) =>
      log
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line) as Record<string, unknown>) // the log is JSON objects
        .filter((line) => line['event'] === event),
    post: (path, body, headers = {}) =>
      fetch(server.url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    get: (path, headers = {}) => fetch(server.url + path, { headers }),
    async startSession(account) {
      const session = { account, passwordVersion: 1, clientId: 'first-party' }
      return (await beside.sessions.start(session)).refreshToken
    },
    async close() {
      await beside.close()
      await server.close()
    },
  }
}

/** What `/renew` answers; anything but a 200 is thrown. */
export async function renewed(response: Response): Promise<TokenAnswer> {
  const text = await response.text()
  if (response.status !== 200) throw new Error(`${response.status} ${text}`)
  return JSON.parse(text) as TokenAnswer // a 200 of ours
}

export const bearer = (token: string): Record<string, string> => ({
  authorization: `Bearer ${token}`,
})
