import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { databaseFile } from '../src/server/index.ts'
import type { LoginAnswer } from '../src/wire.ts'
import { ask, bearer } from './ask.ts'
import { atLeast, atMost, exactly } from './figure.ts'
import { prepareSqlite } from './people.ts'
import type { Row } from './row.ts'
import { freePort, ServerProcess } from './server-process.ts'

/** Seconds that another process keeps the database for itself. */
const locked = 10

export const lockedDatabase: Row = {
  what: 'another process locks the database for 10 s',
  isQuick: true,
  async run() {
    const directory = mkdtempSync(join(tmpdir(), 'latchkey-faults-'))
    const data = join(directory, 'data')
    const [person] = await prepareSqlite(data)
    const server = new ServerProcess({ port: await freePort(), data })
    const post = (path: string, body: object) => ask(server.url, { method: 'POST', path, body })
    const thief = new DatabaseSync(databaseFile(data))
    try {
      await server.start()
      const signedIn = await post('/api/v1/login', person ?? {})
      if (signedIn.kind !== 'answer' || signedIn.status !== 200) throw new Error('nobody signed in')
      const { token, refreshToken } = JSON.parse(signedIn.body) as LoginAnswer // a 200 of ours
      const headers = bearer(token)
      const counts = { verified: 0, refused: 0, renewals: 0, other: 0 }
      let longest = 0
      const until = performance.now() + locked * 1_000
      const verify = async (): Promise<void> => {
        while (performance.now() < until) {
          const answer = await ask(server.url, { path: '/verify', headers })
          counts[answer.kind === 'answer' && answer.status === 204 ? 'verified' : 'refused'] += 1
          await pause(5)
        }
      }
      const renew = async (): Promise<void> => {
        while (performance.now() < until - 2_500) {
          const from = performance.now()
          const answer = await post('/api/v1/renew', { refreshToken })
          longest = Math.max(longest, (performance.now() - from) / 1_000)
          counts[answer.kind === 'answer' && answer.status === 503 ? 'renewals' : 'other'] += 1
        }
      }
      thief.exec('BEGIN EXCLUSIVE')
      await Promise.all([verify(), renew()])
      thief.exec('ROLLBACK')
      const free = performance.now()
      const renewed = await post('/api/v1/renew', { refreshToken })
      const recovered = (performance.now() - free) / 1_000
      return [
        atLeast('access tokens verified meanwhile', 100, counts.verified),
        exactly('and not', 0, counts.refused),
        atLeast('renewals answered 503', 3, counts.renewals),
        exactly('and otherwise', 0, counts.other),
        atMost('longest of them', 2, longest),
        exactly('the renewal after it', 200, renewed.kind === 'answer' ? renewed.status : 0),
        atMost('recovered after', 1, recovered),
      ]
    } finally {
      thief.close()
      await server.stop()
      rmSync(directory, { recursive: true })
    }
  },
}
