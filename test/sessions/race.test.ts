import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { AuthError } from '../../src/errors.ts'
import { createMasterSecret } from '../../src/keys/index.ts'
import { createSessions } from '../../src/sessions/index.ts'
import type { Sessions } from '../../src/sessions/index.ts'
import { sqlite } from '../../src/sqlite/index.ts'
import { memory } from '../../src/storage/index.ts'
import type { Store } from '../../src/storage/index.ts'
import { account } from './records.ts'

const secret = createMasterSecret('a master secret that only this test knows')

const settled = async (work: Promise<{ refreshToken: string }>): Promise<string | undefined> => {
  try {
    return (await work).refreshToken
  } catch (error) {
    assert.ok(error instanceof AuthError && error.code === 'session_ended', String(error))
    return undefined
  }
}

for (const kind of ['memory', 'sqlite'] as const) {
  describe(`renewal in a race, on ${kind}`, () => {
    let directory: string
    let store: Store
    let sessions: Sessions
    const alarms: string[] = []
    const start = () => sessions.start({ account, passwordVersion: 1, clientId: 'first-party' })

    before(async () => {
      directory = await mkdtemp(join(tmpdir(), 'latchkey-'))
      store =
        kind === 'memory' ? memory() : sqlite(join(directory, 'a.db'), { durability: 'normal' })
      await store.migrate()
      await store.insertAccount(account)
      sessions = createSessions({
        store,
        secret,
        revocationLifetime: 600,
        onEvent: ({ type }) => {
          if (type === 'refresh_token_reuse') alarms.push(type)
        },
      })
    })
    after(async () => {
      await store.close()
      await rm(directory, { recursive: true })
    })

    it('R04 50 parallel renewals of one token get one successor, 1,000 times over', async () => {
      let { refreshToken } = await start()
      for (let round = 0; round < 1_000; round += 1) {
        const parallel = Array.from({ length: 50 }, () => sessions.renew(refreshToken))
        const successors = new Set(
          (await Promise.all(parallel)).map((renewed) => renewed.refreshToken),
        )
        assert.equal(successors.size, 1, 'a fork')
        refreshToken = [...successors][0] ?? assert.fail()
      }
      assert.deepEqual(alarms, [])
      await sessions.endAll(account.id, 'revoked')
    })

    it('R07 nothing survives when a renewal and a sign-out meet, 10,000 times over', async () => {
      for (let batch = 0; batch < 100; batch += 1) {
        await Promise.all(
          Array.from({ length: 100 }, async (_, index) => {
            const { session, refreshToken } = await start()
            const end = () => sessions.end(session.id, 'signed_out')
            const renew = () => settled(sessions.renew(refreshToken))
            // Every third pair the other way round, every third with a second renewal behind.
            const order =
              [
                [end, renew],
                [renew, end, renew],
                [renew, end],
              ][index % 3] ?? []
            const tokens = await Promise.all(order.map((step) => step()))
            for (const token of [refreshToken, ...tokens.filter((one) => typeof one === 'string')])
              assert.equal(await settled(sessions.renew(token)), undefined)
          }),
        )
      }
      assert.deepEqual(await sessions.list(account.id), [])
    })
  })
}
