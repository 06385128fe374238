import type { Auth } from '../../../src/auth/index.ts'
import { createAuth } from '../../../src/auth/index.ts'
import { createHandler, type HandlerOptions } from '../../../src/http/index.ts'
import { openAuth, readConfig } from '../../../src/server/index.ts'
import { memory } from '../../../src/storage/index.ts'
import type { TokenAnswer } from '../../../src/wire.ts'
import { startServer } from '../../interop/server-process.ts'
import { apps } from '../../middleware/apps.ts'
import { exchange, statusOf } from '../../server/raw.ts'
import type { Profile, RequestInput, TargetName } from './rows.ts'
import { openWorld, password, person, type World } from './world.ts'

/** What came back. */
export interface Answer {
  /** Who answered: a framework, say. */
  readonly by: string
  readonly status: number
  /** `status code`; the status alone where there is no problem in it. */
  readonly face: string
  readonly raw: string
  /** The same without what differs from answer to answer. */
  readonly text: string
}

/** Something that can be attacked. */
export interface Target {
  readonly name: TargetName
  readonly world: World
  /** Only the library has it: what is asked without a request. */
  readonly auth?: Pick<Auth, 'verify'>
  /** Told of every function that is asked something, before it is. */
  readonly onCall?: (call: () => unknown) => void
  readonly request: (request: RequestInput, profile: Profile) => Promise<readonly Answer[]>
  /** Absent where there are no sockets of ours. */
  readonly bytes?: (bytes: string) => Promise<Answer>
  /** Ends it, and gives all that it wrote. */
  readonly close: () => Promise<string>
}

export const issuer = 'https://api.example.com'
const listed = 'https://good.example'

const options: Readonly<Record<Profile, HandlerOptions>> = {
  default: {},
  all: {
    credentials: ['bearer', 'authentication-token', 'basic-token', 'cookie', 'query'],
    cors: { origins: [listed] },
  },
}

async function openLibrary(): Promise<{ auth: Auth; world: World }> {
  const now = 1_795_000_000
  const auth = await createAuth({
    issuer,
    audience: 'api',
    store: memory(),
    secret: 'a master secret that is long enough for anybody',
    clock: () => now,
    passwords: { argon2id: { memoryCost: 64 } },
    signInLimits: 'insecure-unlimited',
  })
  const account = await auth.accounts.register({ ...person, password })
  return {
    auth,
    world: await openWorld(auth, account, { now, renew: (token) => auth.renew(token) }),
  }
}

/** Functions, called. */
export async function library(): Promise<Target> {
  const { auth, world } = await openLibrary()
  const handlers = { default: createHandler(auth), all: createHandler(auth, options.all) }
  return {
    name: 'library',
    world,
    auth,
    request: async ({ method = 'GET', path, headers = [], body, as }, profile) => {
      const init = {
        method,
        headers: headers.map(([name, value]): [string, string] => [name, value]),
      }
      const bytes =
        body === undefined ? {} : { body: new Uint8Array(Buffer.from(body, as ?? 'utf8')) }
      const url = issuer + path.replace('{guarded}', '/api/v1/me')
      const response = await handlers[profile].fetch(new Request(url, { ...init, ...bytes }))
      const head = [...response.headers].map((line) => line.join(': ')).join('\r\n')
      return [
        answerOf(
          'library',
          `HTTP/1.1 ${response.status}\r\n${head}\r\n\r\n${await response.text()}`,
        ),
      ]
    },
    close: async () => {
      await auth.close()
      return ''
    },
  }
}

/** Three frameworks on `node:http`, each with a guarded route and the native API. */
export async function guards(): Promise<Target> {
  const { auth, world } = await openLibrary()
  const opened = await Promise.all(
    (['express', 'fastify', 'hono'] as const).flatMap((by) =>
      (['default', 'all'] as const).map(async (profile) => {
        const { credentials } = options[profile]
        const guarding = credentials ? { credentials, origins: [listed] } : {}
        const app = await apps[by]?.(auth, { '/guarded': guarding }, options[profile])
        if (app === undefined) throw new TypeError(`there is no ${by}`)
        return { by, profile, app }
      }),
    ),
  )
  return {
    name: 'guard',
    world,
    request: (request, profile) =>
      Promise.all(
        opened
          .filter((each) => each.profile === profile)
          .map(async ({ by, app }) => send(by, app.url, written(request, '/guarded'))),
      ),
    close: async () => {
      for (const { app } of opened) await app.close()
      await auth.close()
      return ''
    },
  }
}

/** How a server is set up, beside where its data is. */
const flags = ['--issuer', issuer, '--insecure-no-sign-in-limits', '--log-level', 'debug']
const credentials = 'bearer,authentication-token,basic-token,cookie'
export const serverFlags: Readonly<Record<Profile, readonly string[]>> = {
  default: flags,
  all: [...flags, '--credentials', credentials, '--allow-query-tokens', '--allow-origins', listed],
}

/** `latchkey serve` in processes of its own, on SQLite. */
export async function server(): Promise<Target> {
  const running = await startServer({ by: 'node', flags: serverFlags.default })
  const config = { ...readConfig({}, {}).config, data: running.data }
  const auth = await openAuth(config, { issuer, beside: true })
  const account = await auth.accounts.register({ ...person, password })
  // A second one on the same database, where every credential is switched on.
  const second = await startServer({
    by: 'node',
    flags: [...serverFlags.all, '--data', running.data],
  })
  const urls = { default: running.url, all: second.url }
  const renew = async (
    refreshToken: string,
  ): Promise<{ accessToken: string; refreshToken: string }> => {
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ refreshToken })
    const response = await fetch(`${urls.default}/api/v1/renew`, { method: 'POST', headers, body })
    const answer = (await response.json()) as TokenAnswer // of a live refresh token of ours
    return { accessToken: answer.token, refreshToken: answer.refreshToken }
  }
  return {
    name: 'serve',
    world: await openWorld(auth, account, { now: Math.floor(Date.now() / 1000), renew }),
    request: async (request, profile) => [
      await send('serve', urls[profile], written(request, '/api/v1/me')),
    ],
    bytes: (bytes) => send('serve', urls.default, Buffer.from(bytes, 'latin1')),
    close: async () => {
      await auth.close()
      const exits = [await second.stop(), await running.stop()]
      return `exits ${exits.join()}
${second.output()}${running.output()}`
    },
  }
}

/** A request as it goes over a socket: every header as it is given, in Latin-1 where that will do. */
export function written(
  { method = 'GET', path, headers = [], body, as }: RequestInput,
  guarded: string,
): Buffer {
  const bytes = body === undefined ? Buffer.alloc(0) : Buffer.from(body, as ?? 'utf8')
  const named = (name: string): boolean => headers.some(([each]) => each.toLowerCase() === name)
  const lines = [
    `${method} ${path.replace('{guarded}', guarded)} HTTP/1.1`,
    ...(named('host') ? [] : ['Host: 127.0.0.1']),
    'Connection: close',
    ...(body === undefined || named('content-length')
      ? []
      : [`Content-Length: ${bytes.byteLength}`]),
    ...headers.map((line) => line.join(': ')),
  ]
  const head = `${lines.join('\r\n')}\r\n\r\n`
  return Buffer.concat([Buffer.from(head, /[^\0-\xff]/.test(head) ? 'utf8' : 'latin1'), bytes])
}

async function send(by: string, url: string, bytes: Buffer): Promise<Answer> {
  return answerOf(by, await exchange(Number(new URL(url).port), bytes))
}

const varying =
  /^(?:date|x-request-id|keep-alive|connection|transfer-encoding|content-length):.*\r\n/gim

export function answerOf(by: string, raw: string): Answer {
  const status = statusOf(raw)
  const [, code] = /"(?:code|error)":"(\w+)"/.exec(raw) ?? []
  return {
    by,
    status,
    face: code === undefined ? String(status) : `${status} ${code}`,
    raw,
    text: raw.replaceAll(varying, ''),
  }
}
