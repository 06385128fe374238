import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { OpenStore } from './fixtures.ts'
import {
  accountRecord,
  atOnce,
  revokeUntil,
  sessionEnd,
  sessionOf,
  sessionStart,
  start,
  withOwnStore,
} from './fixtures.ts'

export function statusIndexContract(open: OpenStore): void {
  it(
    'gives a place in the status list to one session, until its row is gone',
    withOwnStore(open, async (store) => {
      const account = accountRecord()
      await store.insertAccount(account)
      const at = (statusIndex: number): Promise<unknown> =>
        store.insertSession(sessionOf(account.id, { statusIndex }), sessionStart())
      const session = sessionOf(account.id, { statusIndex: 7 })
      assert.deepEqual(await store.insertSession(session, sessionStart()), [])
      assert.deepEqual({ ...(await store.findSession(session.id, start))?.session }, session)
      assert.equal(await at(7), 'status_index_taken')
      await store.endSession({ ...sessionEnd(), id: session.id })
      assert.equal(await at(7), 'status_index_taken', 'though it ended')
      assert.deepEqual(await at(8), [])
      await store.sweep({ now: session.expiresAt + 1, limit: 10 })
      assert.deepEqual(await at(7), [])
      assert.equal((await store.listSessions(account.id, start)).length, 1)
    }),
  )

  it(
    'gives one place to one of many that begin at once',
    withOwnStore(open, async (store) => {
      // Of many accounts: those of one begin one after the other anyway.
      const results = await atOnce(20, async () => {
        const account = accountRecord()
        await store.insertAccount(account)
        return store.insertSession(sessionOf(account.id, { statusIndex: 1 }), sessionStart())
      })
      assert.equal(results.filter((result) => result === 'status_index_taken').length, 19)
    }),
  )

  it(
    'lists the places of sessions that are revoked, for as long as their revocation matters',
    withOwnStore(open, async (store) => {
      const account = accountRecord()
      await store.insertAccount(account)
      const sessions = [3, 5, undefined, 9].map((statusIndex) =>
        sessionOf(account.id, statusIndex === undefined ? {} : { statusIndex }),
      )
      for (const session of sessions) await store.insertSession(session, sessionStart())
      const list = (after: number, limit: number, now = start + 60) =>
        store.listRevokedStatuses({ after, limit, now })
      assert.deepEqual(await list(0, 10), [])
      for (const { id } of sessions.slice(1)) await store.endSession({ ...sessionEnd(), id })
      const all = await list(0, 10)
      assert.deepEqual(
        all.map(({ index, expiresAt }) => [index, expiresAt]),
        [
          [5, revokeUntil],
          [9, revokeUntil],
        ],
      )
      assert.deepEqual(await list(0, 1), all.slice(0, 1))
      assert.deepEqual(await list(all[0]?.sequence ?? 0, 10), all.slice(1))
      assert.deepEqual(await list(all[1]?.sequence ?? 0, 10), [])
      assert.deepEqual(await list(0, 10, revokeUntil), [])
    }),
  )
}
