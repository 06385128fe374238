import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { OpenStore } from './fixtures.ts'
import {
  accountRecord,
  sessionEnd,
  sessionOf,
  sessionStart,
  sharedStore,
  signedIn,
  start,
  withoutPassword,
} from './fixtures.ts'

const entry = 'a'.repeat(16)

export function sessionContract(open: OpenStore): void {
  const store = sharedStore(open)

  it('finds a session with its account, whatever state it is in, and no password with it', async () => {
    const { account, session } = await signedIn(store())
    const later = session.expiresAt + 1
    const found = await store().findSession(session.id, later)
    assert.deepEqual({ ...found?.session }, session)
    assert.deepEqual({ ...found?.account }, withoutPassword(account))
    assert.equal(found?.readAt, later)
    assert.equal(await store().findSession('nobody', start), undefined)
  })

  it('keeps what is absent absent', async () => {
    const { session } = await signedIn(store(), { device: undefined, network: undefined })
    assert.deepEqual({ ...(await store().findSession(session.id, start))?.session }, session)
  })

  it('starts none for an account that is gone or whose password was changed meanwhile', async () => {
    const { account } = await signedIn(store())
    const stale = sessionOf(account.id)
    const refused = await store().insertSession(stale, sessionStart({ passwordVersion: 2 }))
    assert.equal(refused, undefined)
    assert.equal(await store().findSession(stale.id, start), undefined)
    assert.equal(await store().insertSession(sessionOf('acc_'), sessionStart()), undefined)
  })

  it('overwrites no session with another one of the same id', async () => {
    const { account, session } = await signedIn(store())
    const twin = sessionOf(account.id, { id: session.id, generation: 9 })
    await assert.rejects(store().insertSession(twin, sessionStart()))
    assert.deepEqual({ ...(await store().findSession(session.id, start))?.session }, session)
  })

  it('knows whether a live session of the account came from a network', async () => {
    const account = accountRecord()
    await store().insertAccount(account)
    const { network = '', expiresAt } = sessionOf(account.id)
    const known = (from: string, now: number) => store().hasSessionFrom(account.id, from, now)
    assert.equal(await known(network, start), false)
    await store().insertSession(sessionOf(account.id), sessionStart())
    assert.equal(await known(network, start), true)
    assert.equal(await known('192.0.2.0/24', start), false)
    assert.equal(await known(network, expiresAt), false)
  })

  it('ends the longest idle sessions beyond the bound', async () => {
    const account = accountRecord()
    await store().insertAccount(account)
    const sessions = [30, 10, 20, 40].map((age) =>
      sessionOf(account.id, { lastUsedAt: start - age }),
    )
    for (const session of sessions) await store().insertSession(session, sessionStart())
    const newest = sessionOf(account.id)
    const ended = await store().insertSession(newest, sessionStart({ maxSessions: 3 }))
    assert.ok(typeof ended === 'object')
    assert.deepEqual(
      ended.map(({ subject }) => subject).toSorted(),
      [`${sessions[0]?.id}`, `${sessions[3]?.id}`].toSorted(),
    )
    const live = await store().listSessions(account.id, start)
    assert.deepEqual(
      live.map(({ id }) => id),
      [newest.id, sessions[1]?.id, sessions[2]?.id],
    )
    const found = await store().findSession(`${sessions[0]?.id}`, start)
    assert.deepEqual([found?.session.endedAt, found?.session.endReason], [start, 'limit'])
  })

  it('counts no expired session against the bound', async () => {
    const account = accountRecord()
    await store().insertAccount(account)
    const expired = sessionOf(account.id, { lastUsedAt: start - 9_999, idleExpiresAt: start })
    await store().insertSession(expired, sessionStart())
    const ended = await store().insertSession(
      sessionOf(account.id),
      sessionStart({ maxSessions: 1 }),
    )
    assert.deepEqual(ended, [])
  })

  it('rotates a live session at its generation', async () => {
    const { account, session } = await signedIn(store())
    const now = start + 100.5
    const rotation = { id: session.id, generation: 1, renewalId: entry, now }
    const rotated = await store().rotateSession(rotation)
    const expected = {
      ...session,
      generation: 2,
      renewalIds: entry,
      rotatedAt: now,
      lastUsedAt: now,
      idleExpiresAt: now + session.idleLifetime,
    }
    assert.deepEqual({ ...rotated?.session }, expected)
    assert.deepEqual({ ...rotated?.account }, withoutPassword(account))
    assert.equal(rotated?.readAt, now)
    assert.deepEqual({ ...(await store().findSession(session.id, now))?.session }, expected)
  })

  it('rotates no session of another generation, and none that is not live', async () => {
    const { session } = await signedIn(store())
    const rotation = { id: session.id, generation: 1, renewalId: entry, now: start }
    const refused = [
      { ...rotation, generation: 0 },
      { ...rotation, generation: 2 },
      { ...rotation, id: 'nobody' },
      { ...rotation, now: session.idleExpiresAt },
      { ...rotation, now: session.expiresAt },
    ]
    for (const request of refused) assert.equal(await store().rotateSession(request), undefined)
    assert.deepEqual({ ...(await store().findSession(session.id, start))?.session }, session)
    await store().endSession({ ...sessionEnd(), id: session.id })
    assert.equal(await store().rotateSession(rotation), undefined)
  })

  it('rotates a session that is bound to a key for that key alone, and one that is bound to none for any', async () => {
    const jkt = 'k'.repeat(43)
    const { session } = await signedIn(store(), { jkt })
    const rotation = { id: session.id, generation: 1, renewalId: entry, now: start }
    for (const other of [undefined, '', 'o'.repeat(43)]) {
      assert.equal(await store().rotateSession({ ...rotation, jkt: other }), undefined)
    }
    assert.deepEqual({ ...(await store().findSession(session.id, start))?.session }, session)
    const rotated = await store().rotateSession({ ...rotation, jkt })
    assert.deepEqual([rotated?.session.generation, rotated?.session.jkt], [2, jkt])
    const { session: unbound } = await signedIn(store())
    const free = await store().rotateSession({ ...rotation, id: unbound.id, jkt })
    assert.deepEqual([free?.session.generation, free?.session.jkt], [2, undefined])
  })

  it('keeps the renewal ids of the last eight rotations, newest first', async () => {
    const { session } = await signedIn(store())
    const entries = Array.from({ length: 10 }, (_, index) => `${index}`.repeat(16))
    for (const [index, renewalId] of entries.entries()) {
      const generation = index + 1
      await store().rotateSession({ id: session.id, generation, renewalId, now: start })
    }
    const found = await store().findSession(session.id, start)
    assert.equal(found?.session.renewalIds, entries.toReversed().slice(0, 8).join(''))
  })

  it('never moves the idle expiry past the absolute one', async () => {
    const { session } = await signedIn(store(), { expiresAt: start + 4_000 })
    const now = start + 3_000
    const rotation = { id: session.id, generation: 1, renewalId: entry, now }
    const rotated = await store().rotateSession(rotation)
    assert.equal(rotated?.session.idleExpiresAt, session.expiresAt)
    const touched = await store().touchSession(session.id, now + 1)
    assert.equal(touched?.session.idleExpiresAt, session.expiresAt)
  })

  it('touches the last use and the idle expiry of a live session and nothing else', async () => {
    const { session } = await signedIn(store())
    const now = start + 60
    const touched = await store().touchSession(session.id, now)
    const idleExpiresAt = now + session.idleLifetime
    assert.deepEqual({ ...touched?.session }, { ...session, lastUsedAt: now, idleExpiresAt })
    assert.equal(await store().touchSession(session.id, idleExpiresAt), undefined)
    assert.equal(await store().touchSession('nobody', now), undefined)
  })

  it('fast-forwards a live session that is still where it was, and forgets its renewal ids', async () => {
    const { session } = await signedIn(store(), { renewalIds: entry })
    const change = { id: session.id, from: 1, to: 5, now: start }
    assert.equal(await store().fastForwardSession({ ...change, from: 2 }), false)
    const late = { ...change, now: session.idleExpiresAt }
    assert.equal(await store().fastForwardSession(late), false)
    assert.equal(await store().fastForwardSession(change), true)
    assert.equal(await store().fastForwardSession(change), false)
    const found = await store().findSession(session.id, start)
    const renewalIds = '?'.repeat(16 * 8)
    assert.deepEqual({ ...found?.session }, { ...session, generation: 5, renewalIds })
  })

  it('lists the live sessions of one account, last used first', async () => {
    const { account, session } = await signedIn(store())
    await signedIn(store())
    const recent = sessionOf(account.id, { lastUsedAt: start + 5 })
    const ended = sessionOf(account.id)
    const expired = sessionOf(account.id, { expiresAt: start + 20 })
    for (const each of [recent, ended, expired]) await store().insertSession(each, sessionStart())
    await store().endSession({ ...sessionEnd(), id: ended.id })
    const live = await store().listSessions(account.id, start + 20)
    assert.deepEqual(
      live.map((each) => ({ ...each })),
      [recent, session],
    )
  })
}
