// All servers of peer-apps.ts in one process, which tells its parent their ports and what good requests bear.
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
const directory = mkdtempSync(join(tmpdir(), 'latchkey-bench-'))
process.once('exit', () => rmSync(directory, { recursive: true }))

const bearers = (from: Issuing): Record<string, string>[] =>
  Array.from({ length: distinct }, () => ({ authorization: `Bearer ${from.token()}` }))

type Targets = Record<string, Target>

async function targetsOf(
  from: Issuing,
  apps: Readonly<Record<string, RequestListener>>,
): Promise<Targets> {
  const headers = bearers(from)
  const targets: Targets = {}
  for (const [name, app] of Object.entries(apps))
    targets[name] = { port: await listen(app), headers }
  return targets
}

async function betterAuth(name: string, session: object): Promise<Targets> {
  const auth = await openBetterAuth(join(directory, `${name}.db`), session)
  const port = await listen(betterAuthApp(auth))
  return { [name]: { port, headers: [{ cookie: await signInCookie(auth) }] } }
}

const [hs256, es256, eddsa] = [issuing('HS256'), issuing('ES256'), issuing('EdDSA')]
const races: Record<string, Targets> = {
  'node:http, HS256': await targetsOf(hs256, await nodeApps(hs256)),
  'node:http, ES256': {
    ...(await targetsOf(es256, await nodeApps(es256))),
    ...(await betterAuth('better-auth getSession', {})),
    // A session that may be believed for five minutes without the database.
    ...(await betterAuth('better-auth getSession, cookie cache', {
      cookieCache: { enabled: true },
    })),
  },
  'node:http, EdDSA': await targetsOf(eddsa, await nodeApps(eddsa)),
  'Express, HS256': await targetsOf(hs256, expressApps(hs256)),
  'Fastify, HS256': await targetsOf(hs256, await fastifyApps(hs256)),
  'Hono, HS256': await targetsOf(hs256, honoApps(hs256)),
}
tellParent(races)
