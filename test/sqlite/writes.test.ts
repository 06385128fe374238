import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { describe, it } from 'node:test'
import { writeQueueLength } from '../../src/defaults.ts'
import {
  accountRecord,
  openStore,
  rotationOf,
  start,
  storedSession,
  temporaryDirectory,
} from './temporary.ts'

const temporary = temporaryDirectory()

/** Transactions in the write-ahead log: frames that say how long the database is after them. */
function commitsIn(log: string): number {
  const bytes = readFileSync(log)
  const pageSize = bytes.readUInt32BE(8)
  let commits = 0
  for (let frame = 32; frame < bytes.length; frame += 24 + pageSize) {
    if (bytes.readUInt32BE(frame + 4) > 0) commits += 1
  }
  return commits
}

describe('writes to SQLite', () => {
  it('L04 wait for the disk also when a name is taken, and then change nothing', async () => {
    const file = temporary('taken.db')
    const store = await openStore(file)
    const account = accountRecord()
    await store.insertAccount(account)
    const before = commitsIn(`${file}-wal`)
    const { usernameKey } = account
    await assert.rejects(store.insertAccount({ ...accountRecord(), usernameKey }), {
      code: 'account_exists',
    })
    assert.equal(commitsIn(`${file}-wal`), before + 1)
    assert.equal((await store.listAccounts({ limit: 10 })).length, 1)
    assert.equal(await store.sweep({ now: start + 1e9, limit: 10 }), 0)
    await store.close()
  })

  it('are none where a guess is refused, which waits for nobody who writes', async () => {
    const file = temporary('refused.db')
    const store = await openStore(file)
    const budgets = [{ key: 'guesses', burst: 1, interval: 60 }]
    assert.equal(await store.spendBudgets(budgets, start), 0)
    const other = new DatabaseSync(file)
    other.exec('BEGIN IMMEDIATE')
    assert.ok((await store.spendBudgets(budgets, start)) > 59)
    other.close()
    await store.close()
  })

  it('share a transaction, and so an fsync, when many are under way', async () => {
    const file = temporary('group.db')
    const store = await openStore(file)
    const sessions = await Promise.all(Array.from({ length: 64 }, () => storedSession(store)))
    const before = commitsIn(`${file}-wal`)
    for (let generation = 0; generation < 5; generation += 1) {
      const rotated = await Promise.all(
        sessions.map(({ id }) => store.rotateSession(rotationOf(id, generation))),
      )
      assert.ok(rotated.every((each) => each?.session.generation === generation + 1))
    }
    // Five rounds of 64: alone they would be 320.
    assert.ok(commitsIn(`${file}-wal`) - before <= 10)
    await store.close()
  })

  it('are counted while they wait for the next transaction', async () => {
    const store = await openStore(temporary('waiting.db'))
    assert.equal(store.waiting?.(), 0)
    const writes = [accountRecord(), accountRecord()].map((account) => store.insertAccount(account))
    assert.equal(store.waiting?.(), 2)
    await Promise.all(writes)
    assert.equal(store.waiting?.(), 0)
    await store.close()
  })

  it('take nothing of their group with them when they are refused', async () => {
    const store = await openStore(temporary('refused.db'))
    const taken = accountRecord()
    await store.insertAccount(taken)
    const { id } = await storedSession(store)
    const other = accountRecord()
    const results = await Promise.allSettled([
      store.insertAccount(other),
      store.insertAccount({ ...accountRecord(), usernameKey: taken.usernameKey }),
      store.rotateSession(rotationOf(id, 7)),
      store.rotateSession(rotationOf(id, 0)),
    ])
    assert.deepEqual(
      results.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled', 'fulfilled'],
    )
    assert.equal((await store.findAccountById(other.id))?.id, other.id)
    assert.equal((await store.findSession(id, start))?.session.generation, 1)
    await store.close()
  })

  it('fail alone, and whole, when the database refuses a value', async () => {
    const store = await openStore(temporary('constraint.db'))
    const session = await storedSession(store)
    const invalid = store.endSession({
      id: session.id,
      reason: 'revoked',
      now: start,
      revokeUntil: Number.NaN,
    })
    const fine = store.rotateSession(rotationOf(session.id, 0))
    await assert.rejects(invalid, (error) => error instanceof Error && !('code' in error))
    assert.equal((await fine)?.session.generation, 1)
    assert.equal((await store.findSession(session.id, start))?.session.endedAt, undefined)
    await store.close()
  })

  it('are refused beyond the bound of the queue, and none of the queued is lost', async () => {
    const store = await openStore(temporary('queue.db'))
    const { id } = await storedSession(store)
    const results = await Promise.allSettled(
      Array.from({ length: writeQueueLength + 10 }, () => store.touchSession(id, start)),
    )
    const refused = results.filter((result) => result.status === 'rejected')
    assert.equal(refused.length, 10)
    for (const { reason } of refused) {
      assert.deepEqual([reason.code, reason.retryAfter], ['storage_unavailable', 1])
    }
    await store.close()
  })

  it('that are waiting are finished by close', async () => {
    const file = temporary('close.db')
    const store = await openStore(file)
    const accounts = Array.from({ length: 600 }, () => accountRecord())
    const writes = accounts.map((account) => store.insertAccount(account))
    await store.close()
    await Promise.all(writes)
    const database = new DatabaseSync(file, { readOnly: true })
    assert.equal(database.prepare('SELECT count(*) AS n FROM accounts').get()?.['n'], 600)
    database.close()
  })

  it('find what they change by an index', async () => {
    const file = temporary('plans.db')
    await (await openStore(file)).close()
    const database = new DatabaseSync(file, { readOnly: true })
    const plan = (sql: string): string =>
      database
        .prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .all()
        .map(({ detail }) => String(detail))
        .join('; ')
    assert.match(
      plan("SELECT id FROM sessions WHERE account_id = 'a' AND ended_at IS NULL"),
      /USING INDEX sessions_not_ended/,
    )
    assert.match(
      plan('SELECT id FROM sessions WHERE sweep_after <= 1 ORDER BY sweep_after LIMIT 9'),
      /sessions_to_sweep/,
    )
    database.close()
  })
})
