import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { OpenStore } from './fixtures.ts'
import {
  revokeUntil,
  sessionEnd,
  sessionOf,
  sessionStart,
  sharedStore,
  signedIn,
} from './fixtures.ts'

export function sessionEndContract(open: OpenStore): void {
  const store = sharedStore(open)

  it('ends a session once, and writes its revocation', async () => {
    const { session } = await signedIn(store())
    const end = { ...sessionEnd(), id: session.id }
    const before = await store().listRevocations({ after: 0, limit: 1_000, now: end.now })
    const revocation = await store().endSession(end)
    assert.deepEqual(
      { ...revocation },
      {
        sequence: revocation?.sequence,
        kind: 'session',
        subject: session.id,
        issuedUntil: undefined,
        revokedAt: end.now,
        expiresAt: revokeUntil,
      },
    )
    const found = await store().findSession(session.id, end.now)
    const { now: endedAt, reason: endReason } = end
    assert.deepEqual({ ...found?.session }, { ...session, endedAt, endReason })
    assert.equal(await store().endSession({ ...end, reason: 'revoked' }), undefined)
    const after = await store().listRevocations({ after: 0, limit: 1_000, now: end.now })
    assert.equal(after.length, before.length + 1)
    assert.equal(await store().endSession({ ...end, id: 'nobody' }), undefined)
  })

  it('ends a session that has run out: its access tokens may outlive it', async () => {
    const { session } = await signedIn(store())
    const end = sessionEnd({ now: session.idleExpiresAt + 1 })
    assert.ok(await store().endSession({ ...end, id: session.id }))
  })

  it('keeps a revocation for access tokens that are younger than a clock that was set back', async () => {
    const { session } = await signedIn(store())
    const now = session.lastUsedAt - 600
    const used = await store().touchSession(session.id, now)
    assert.deepEqual({ ...used?.session }, { ...session })
    const revocation = await store().endSession({
      ...sessionEnd({ now, revokeUntil: now + 60 }),
      id: session.id,
    })
    assert.equal(revocation?.expiresAt, session.lastUsedAt + 60)
  })

  it('ends a session only at the generation it is told', async () => {
    const { session } = await signedIn(store())
    const end = { ...sessionEnd(), id: session.id }
    assert.equal(await store().endSession({ ...end, generation: 0 }), undefined)
    assert.equal((await store().findSession(session.id, end.now))?.session.endedAt, undefined)
    assert.ok(await store().endSession({ ...end, generation: 1 }))
  })

  it('ends all sessions of an account but one', async () => {
    const { account, session } = await signedIn(store())
    const neighbour = await signedIn(store())
    const others = [sessionOf(account.id), sessionOf(account.id)]
    for (const other of others) await store().insertSession(other, sessionStart())
    const end = { ...sessionEnd({ reason: 'signed_out_everywhere' }), accountId: account.id }
    const revocations = await store().endSessionsOf({ ...end, except: session.id })
    assert.deepEqual(
      revocations.map(({ subject }) => subject).toSorted(),
      others.map(({ id }) => id).toSorted(),
    )
    const live = await store().listSessions(account.id, end.now)
    assert.deepEqual(
      live.map(({ id }) => id),
      [session.id],
    )
    assert.equal((await store().endSessionsOf(end)).length, 1)
    assert.deepEqual(await store().endSessionsOf(end), [])
    assert.equal((await store().listSessions(neighbour.account.id, end.now)).length, 1)
  })
}
