// An application with the native API and a guarded route, for `flood.ts`. Tells its parent its port and its accounts.
import { mkdtempSync, rmSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hashPassword } from '../src/passwords/index.ts'
import { createAuth } from '../src/index.ts'
import { guard, mount } from '../src/middleware/node.ts'
import { sqlite } from '../src/sqlite/index.ts'
import { audience } from './issuing.ts'
import { listen, tellParent } from './serving.ts'

/** What the parent needs. */
export interface Flooded {
  readonly port: number
  readonly password: string
  /** Names that anyone may sign in with. */
  readonly usernames: readonly string[]
  /** Refresh tokens, each of a session of its own. */
  readonly refreshTokens: readonly string[]
  readonly accessToken: string
}

/** More than renew while the server is at its slowest: who waits for an answer renews nothing. */
const accounts = 256
const password = 'a password for the bench only'
const [memoryCost, timeCost] = process.argv.slice(2).map(Number)
const argon2id = { ...(memoryCost && { memoryCost }), ...(timeCost && { timeCost }) }
const directory = mkdtempSync(join(tmpdir(), 'latchkey-bench-'))
process.once('exit', () => rmSync(directory, { recursive: true }))

const auth = await createAuth({
  issuer: 'http://127.0.0.1',
  audience,
  store: sqlite(join(directory, 'flood.db')),
  // The flood is to reach the hashes: limits, which come before them, would stop most of it.
  signInLimits: 'insecure-unlimited',
  passwords: { argon2id },
})
const passwordHash = await hashPassword(password, { argon2id })
const usernames = Array.from({ length: accounts }, (_, n) => `account-${n}`)
const refreshTokens: string[] = []
for (const username of usernames) {
  const account = await auth.accounts.register({ username, passwordHash })
  const started = await auth.sessions.start({ account, passwordVersion: 1, clientId: 'bench' })
  refreshTokens.push(started.refreshToken)
}
const { accessToken } = await auth.signIn({ username: usernames[0] ?? '', password })

const mounted = mount(auth)
const check = guard(auth)
async function answerTo(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (await mounted(request, response)) return
  if (await check(request, response)) response.end('{}')
}
const port = await listen((request, response) => void answerTo(request, response))
const word: Flooded = { port, password, usernames, refreshTokens, accessToken }
tellParent(word)
