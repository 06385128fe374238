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
  sharedStore,
  signedIn,
  start,
} from './fixtures.ts'

const rounds = 20
const renewalId = 'r'.repeat(16)

export function raceContract(open: OpenStore): void {
  const store = sharedStore(open)

  it('lets one of fifty simultaneous rotations of a generation win', async () => {
    const { session } = await signedIn(store())
    for (let generation = 1; generation <= rounds; generation += 1) {
      const rotation = { id: session.id, generation, renewalId, now: start }
      const results = await atOnce(50, () => store().rotateSession(rotation))
      const winners = results.filter((result) => result !== undefined)
      assert.equal(winners.length, 1)
      assert.equal(winners[0]?.session.generation, generation + 1)
    }
  })

  it('rotates nothing after the end of a session was acknowledged', async () => {
    for (let round = 0; round < rounds; round += 1) {
      const { session } = await signedIn(store())
      const { id } = session
      let isEnded = false
      const ending = store()
        .endSession({ ...sessionEnd(), id })
        .then((revocation) => {
          isEnded = true
          return revocation
        })
      // Each one starts where the last one ended, until the session is gone.
      const rotating = (async () => {
        for (let generation = 1; ; generation += 1) {
          const wasEnded: boolean = isEnded
          const now = start
          const rotated = await store().rotateSession({ id, generation, renewalId, now })
          if (!rotated) return
          assert.equal(wasEnded, false)
        }
      })()
      const [revocation] = await Promise.all([ending, rotating])
      assert.ok(revocation)
    }
  })

  it('ends a session once, however many try', async () => {
    const { session } = await signedIn(store())
    const end = { ...sessionEnd(), id: session.id }
    const results = await atOnce(20, () => store().endSession(end))
    assert.equal(results.filter((result) => result !== undefined).length, 1)
  })

  it('leaves no session alive that started while its account was disabled', async () => {
    for (let round = 0; round < rounds; round += 1) {
      const account = accountRecord()
      await store().insertAccount(account)
      const disabling = { accountId: account.id, now: start, revokeUntil }
      await Promise.all([
        ...Array.from({ length: 5 }, () =>
          store().insertSession(sessionOf(account.id), sessionStart()),
        ),
        store().disableAccount(disabling),
        ...Array.from({ length: 5 }, () =>
          store().insertSession(sessionOf(account.id), sessionStart()),
        ),
      ])
      assert.deepEqual(await store().listSessions(account.id, start), [])
    }
  })

  it('leaves no session alive that started with the old password', async () => {
    for (let round = 0; round < rounds; round += 1) {
      const account = accountRecord()
      await store().insertAccount(account)
      const change = {
        accountId: account.id,
        passwordHash: 'new',
        passwordVersion: 1,
        exceptSession: undefined,
        now: start,
        revokeUntil,
      }
      const insert = () => store().insertSession(sessionOf(account.id), sessionStart())
      await Promise.all([insert(), insert(), store().updatePassword(change), insert(), insert()])
      assert.deepEqual(await store().listSessions(account.id, start), [])
    }
  })

  it('changes a password once from one version', async () => {
    const { account } = await signedIn(store())
    const results = await atOnce(20, (index) =>
      store().updatePassword({
        accountId: account.id,
        passwordHash: `hash ${index}`,
        passwordVersion: 1,
        exceptSession: undefined,
        now: start,
        revokeUntil,
      }),
    )
    const winner = results.findIndex((result) => result !== undefined)
    assert.equal(results.filter((result) => result !== undefined).length, 1)
    const stored = await store().findAccountById(account.id)
    assert.deepEqual([stored?.passwordHash, stored?.passwordVersion], [`hash ${winner}`, 2])
  })

  it('holds the bound on live sessions while fifty start at once', async () => {
    const account = accountRecord()
    await store().insertAccount(account)
    const sessions = Array.from({ length: 50 }, (_, index) =>
      sessionOf(account.id, { lastUsedAt: start + index }),
    )
    const bounded = sessionStart({ maxSessions: 10 })
    const ended = await Promise.all(
      sessions.map((session) => store().insertSession(session, bounded)),
    )
    const live = await store().listSessions(account.id, start + 60)
    assert.equal(live.length, 10)
    assert.equal(ended.flat().filter((revocation) => typeof revocation === 'object').length, 40)
  })
}
