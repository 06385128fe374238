import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, it } from 'node:test'
import { createRevocationFeed } from '../../src/feed/index.ts'
import { sqlite } from '../../src/sqlite/index.ts'
import { start } from '../tokens/issuer.ts'

const directory = mkdtempSync(join(tmpdir(), 'latchkey-'))
after(() => rmSync(directory, { recursive: true }))

const revocation = (
  subject: string,
): Parameters<ReturnType<typeof sqlite>['insertRevocation']>[0] => ({
  kind: 'session',
  subject,
  issuedUntil: undefined,
  revokedAt: start,
  expiresAt: start + 600,
})

it('R18 (b) what one connection to a SQLite file revokes, the feed of another refuses', async () => {
  const file = join(directory, 'auth.db')
  const [here, there] = [sqlite(file), sqlite(file)]
  await here.migrate()
  await there.migrate()
  const feed = createRevocationFeed({ store: here, clock: () => start, interval: 0.01 })
  const knows = (sid: string): boolean => feed.revokes({ jti: 'j', sid, sub: 'a', iat: start })

  await there.insertRevocation(revocation('before'))
  await feed.start()
  assert.ok(knows('before'))

  const heard = new Promise<void>((resolve) => {
    feed.subscribe((revocations) => {
      if (revocations.some(({ subject }) => subject === 'theirs')) resolve()
    })
  })
  const [, mine] = await Promise.all([
    there.insertRevocation(revocation('theirs')),
    here.insertRevocation(revocation('mine')),
  ])
  feed.publish([mine])
  assert.ok(knows('mine'))
  const alive = setInterval(() => {}, 1_000) // the feed's own timer keeps no process alive
  await heard
  clearInterval(alive)
  assert.ok(knows('theirs'))

  feed.stop()
  await Promise.all([here.close(), there.close()])
})
