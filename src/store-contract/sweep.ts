import assert from 'node:assert/strict'
import { it } from 'node:test'
import { endedSessionRetention, revocationRetention } from '../defaults.ts'
import type { Session } from '../sessions/index.ts'
import type { OpenStore } from './fixtures.ts'
import {
  accountRecord,
  revokeUntil,
  sessionEnd,
  sessionOf,
  sessionStart,
  start,
  withOwnStore,
} from './fixtures.ts'

const years = 365 * 86_400
const lasting: Partial<Session> = { expiresAt: start + years }

export function sweepContract(open: OpenStore): void {
  it(
    'deletes nothing that still means something',
    withOwnStore(open, async (store) => {
      const account = accountRecord()
      await store.insertAccount(account)
      const sessions = [sessionOf(account.id, lasting), sessionOf(account.id, lasting)]
      for (const session of sessions) await store.insertSession(session, sessionStart())
      await store.endSession({ ...sessionEnd(), id: `${sessions[0]?.id}` })
      await store.spendBudgets([{ key: 'spent', burst: 1, interval: 60 }], start)
      assert.equal(await store.sweep({ now: start + 59, limit: 100 }), 0)
      for (const { id } of sessions) assert.ok(await store.findSession(id, start))
      assert.equal((await store.listRevocations({ after: 0, limit: 10, now: start })).length, 1)
      assert.ok((await store.spendBudgets([{ key: 'spent', burst: 1, interval: 60 }], start)) > 0)
    }),
  )

  it(
    'has nothing to delete of what was given back',
    withOwnStore(open, async (store) => {
      const budgets = ['a', 'b'].map((key) => ({ key, burst: 3, interval: 60 }))
      for (let count = 0; count < 2; count += 1) await store.spendBudgets(budgets, start)
      await store.refundBudgets(budgets, start)
      assert.equal(await store.sweep({ now: start + 59, limit: 100 }), 0)
      await store.refundBudgets(budgets, start)
      assert.equal(await store.sweep({ now: start + 3_600, limit: 100 }), 0)
    }),
  )

  it(
    'keeps an ended session for a while, and then forgets it',
    withOwnStore(open, async (store) => {
      const account = accountRecord()
      await store.insertAccount(account)
      const session = sessionOf(account.id, {
        ...lasting,
        idleLifetime: years,
        idleExpiresAt: start + years,
      })
      await store.insertSession(session, sessionStart())
      await store.endSession({
        ...sessionEnd({ now: start, revokeUntil: start + years }),
        id: session.id,
      })
      const forgotten = start + endedSessionRetention
      assert.equal(await store.sweep({ now: forgotten - 1, limit: 100 }), 0)
      assert.equal(await store.sweep({ now: forgotten, limit: 100 }), 1)
      assert.equal(await store.findSession(session.id, start), undefined)
    }),
  )

  it(
    'forgets a session that was not used for long, counted from its last use',
    withOwnStore(open, async (store) => {
      const account = accountRecord()
      await store.insertAccount(account)
      const session = sessionOf(account.id, lasting)
      await store.insertSession(session, sessionStart())
      const used = start + 3_000
      await store.touchSession(session.id, used)
      const unrenewed = start + session.idleLifetime + endedSessionRetention
      assert.equal(await store.sweep({ now: unrenewed, limit: 100 }), 0)
      const forgotten = used + session.idleLifetime + endedSessionRetention
      assert.equal(await store.sweep({ now: forgotten - 1, limit: 100 }), 0)
      assert.equal(await store.sweep({ now: forgotten, limit: 100 }), 1)
    }),
  )

  it(
    'never removes a live session, however often it was renewed and swept',
    withOwnStore(open, async (store) => {
      const account = accountRecord()
      await store.insertAccount(account)
      const session = sessionOf(account.id, { ...lasting, expiresAt: start + 200 * 3_000 })
      await store.insertSession(session, sessionStart())
      for (let round = 1; round < 200; round += 1) {
        const now = start + round * 3_000
        assert.ok(await store.touchSession(session.id, now))
        assert.equal(await store.sweep({ now, limit: 1 }), 0)
      }
      assert.equal(await store.sweep({ now: session.expiresAt, limit: 1 }), 1)
    }),
  )

  it(
    'deletes up to the limit of each kind at a time',
    withOwnStore(open, async (store) => {
      const account = accountRecord()
      await store.insertAccount(account)
      for (let count = 0; count < 5; count += 1) {
        await store.insertSession(sessionOf(account.id), sessionStart())
        await store.spendBudgets([{ key: `${count}`, burst: 1, interval: 60 }], start)
      }
      await store.endSessionsOf({ ...sessionEnd(), accountId: account.id })
      const sweep = { now: revokeUntil + revocationRetention, limit: 2 }
      const counts = [await store.sweep(sweep), await store.sweep(sweep), await store.sweep(sweep)]
      assert.deepEqual([...counts, await store.sweep(sweep)], [6, 6, 3, 0])
    }),
  )
}
