// One of the servers of peer-apps.ts, by the names of its race and its guard. Tells its parent the port, and what good
// requests bear.
import { mkdtempSync, rmSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openBetterAuth, signInCookie } from './better-auth.ts'
import { issuing } from './issuing.ts'
import type { Issuing } from './issuing.ts'
import { betterAuthApp, expressApps, fastifyApps, honoApps, nodeApps } from './peer-apps.ts'
import { listen, tellParent } from './serving.ts'
import type { Target } from './serving.ts'

const distinct = 100
const [server = '', algorithmName, name = ''] = process.argv.slice(2)
const algorithm = (['HS256', 'ES256', 'EdDSA'] as const).find((known) => known === algorithmName)

async function appsOn(from: Issuing): Promise<Readonly<Record<string, RequestListener>>> {
  switch (server) {
    case 'Express':
      return expressApps(from)
    case 'Fastify':
      return fastifyApps(from)
    case 'Hono':
      return honoApps(from)
    default:
      return nodeApps(from)
  }
}

async function betterAuth(session: object): Promise<Target> {
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-bench-'))
  process.once('exit', () => rmSync(directory, { recursive: true }))
  const auth = await openBetterAuth(join(directory, 'sessions.db'), session)
  const port = await listen(betterAuthApp(auth))
  return { port, headers: [{ cookie: await signInCookie(auth) }] }
}

async function target(): Promise<Target> {
  if (name === 'better-auth getSession') return betterAuth({})
  // A session that may be believed for five minutes without the database.
  if (name === 'better-auth getSession, cookie cache') {
    return betterAuth({ cookieCache: { enabled: true } })
  }
  const from = algorithm && issuing(algorithm)
  const app = from && (await appsOn(from))[name]
  if (!app) throw new TypeError(`no guard ${name}`)
  const headers = Array.from({ length: distinct }, () => ({
    authorization: `Bearer ${from.token()}`,
  }))
  return { port: await listen(app), headers }
}

tellParent(await target())
