// The native API with a feed of revocations, for `listeners.ts`. Tells its parent its port and who may listen.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAuth } from '../src/index.ts'
import { mount } from '../src/middleware/node.ts'
import { sqlite } from '../src/sqlite/index.ts'
import { audience } from './issuing.ts'
import { listen, tellParent } from './serving.ts'

/** What the parent needs. */
export interface Issuer {
  readonly port: number
  readonly credential: string
  /** Of a session each. */
  readonly refreshTokens: readonly string[]
}

const sessions = 200
const directory = mkdtempSync(join(tmpdir(), 'latchkey-bench-'))
process.once('exit', () => rmSync(directory, { recursive: true }))

const auth = await createAuth({
  issuer: 'http://127.0.0.1',
  audience,
  store: sqlite(join(directory, 'listeners.db')),
})
const account = await auth.accounts.register({
  username: 'bench',
  password: 'a password for the bench only',
})
const refreshTokens: string[] = []
for (let n = 0; n < sessions; n += 1) {
  const started = await auth.sessions.start({ account, passwordVersion: 1, clientId: 'bench' })
  refreshTokens.push(started.refreshToken)
}
const { credential } = await auth.verifiers.add('bench')
const mounted = mount(auth)
const port = await listen((request, response) => void mounted(request, response))
const word: Issuer = { port, credential, refreshTokens }
tellParent(word)
