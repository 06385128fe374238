import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { statusListDraws } from '../../src/defaults.ts'
import { AuthError } from '../../src/errors.ts'
import type { AuthEvent } from '../../src/events.ts'
import { createMasterSecret } from '../../src/keys/index.ts'
import type { Revocation } from '../../src/revocation.ts'
import { createSessions } from '../../src/sessions/index.ts'
import type { SessionsOptions } from '../../src/sessions/index.ts'
import { formatRefreshToken } from '../../src/sessions/refresh-token.ts'
import { memory } from '../../src/storage/index.ts'
import { account } from './records.ts'

const secret = createMasterSecret('a master secret that only this test knows')

async function open(options: Partial<SessionsOptions> = {}) {
  const store = memory()
  await store.insertAccount(account)
  const time = { now: 1_000_000 }
  const events: AuthEvent[] = []
  const revoked: string[] = []
  const sessions = createSessions({
    store,
    secret,
    revocationLifetime: 600,
    clock: () => time.now,
    onEvent: (event) => events.push(event),
    publish: (revocations) => revoked.push(...revocations.map(({ subject }) => subject)),
    ...options,
  })
  const start = () => sessions.start({ account, passwordVersion: 1, clientId: 'first-party' })
  return { store, sessions, time, events, revoked, start }
}

const refused = (code: string) => (error: unknown) =>
  error instanceof AuthError && error.code === code

describe('a session', () => {
  it('is renewed with a new refresh token each time, and only the newest is alive', async () => {
    const { sessions, start, time } = await open()
    const first = await start()
    const second = await sessions.renew(first.refreshToken)
    assert.notEqual(second.refreshToken, first.refreshToken)
    time.now += 60
    const third = await sessions.renew(second.refreshToken)
    assert.equal(third.session.generation, 2)
    assert.equal(third.session.authenticatedAt, 1_000_000, 'R24: no renewal moves auth_time')
  })

  it('R02 gives the same successor to the same token within the retry window', async () => {
    const { sessions, start, time } = await open()
    const { refreshToken } = await start()
    const { refreshToken: successor } = await sessions.renew(refreshToken)
    time.now += 10
    assert.equal((await sessions.renew(refreshToken)).refreshToken, successor)
  })

  it('R06 gives the same successor to the same renewal id an hour later', async () => {
    const { sessions, start, time } = await open()
    const { refreshToken } = await start()
    const { refreshToken: successor } = await sessions.renew(refreshToken, { renewalId: 'one' })
    time.now += 3_600
    const again = await sessions.renew(refreshToken, { renewalId: 'one' })
    assert.equal(again.refreshToken, successor)
  })

  it('rotates no more often than it is told, and knows a spent token all the same', async () => {
    const { sessions, start, time } = await open()
    const { refreshToken } = await start()
    const renew = async (token: string): Promise<string> =>
      (await sessions.renew(token, { renewalId: token, rotateAfter: 60 })).refreshToken
    time.now += 59
    assert.equal(await renew(refreshToken), refreshToken)
    time.now += 1
    const successor = await renew(refreshToken)
    assert.notEqual(successor, refreshToken)
    assert.equal(await renew(successor), successor)
    time.now += 60
    assert.equal(await renew(refreshToken), successor, 'its own request again, and nothing rotates')
    assert.notEqual(await renew(successor), successor)
    const stolen = sessions.renew(refreshToken, { renewalId: 'theirs', rotateAfter: 60 })
    await assert.rejects(stolen, refused('refresh_token_reuse'))
  })
  it('R06 takes another renewal id an hour later for theft', async () => {
    const { sessions, start, time } = await open()
    const { refreshToken } = await start()
    await sessions.renew(refreshToken, { renewalId: 'one' })
    time.now += 3_600
    await assert.rejects(
      sessions.renew(refreshToken, { renewalId: 'two' }),
      refused('refresh_token_reuse'),
    )
  })

  it('R01 a replayed refresh token ends the session, its successor too, and says so', async () => {
    const { sessions, start, time, events, revoked } = await open()
    const { refreshToken, session } = await start()
    const { refreshToken: successor } = await sessions.renew(refreshToken)
    time.now += 11
    await assert.rejects(sessions.renew(refreshToken), refused('refresh_token_reuse'))
    await assert.rejects(sessions.renew(successor), refused('session_ended'))
    assert.deepEqual(revoked, [session.id])
    assert.ok(events.some(({ type }) => type === 'refresh_token_reuse'))
  })

  it('R03 the parent again after the child was used is theft', async () => {
    const { sessions, start } = await open()
    const first = await start()
    const second = await sessions.renew(first.refreshToken)
    await sessions.renew(second.refreshToken)
    await assert.rejects(sessions.renew(first.refreshToken), refused('refresh_token_reuse'))
  })

  it("a late duplicate of the owner's own older request is refused and nothing ends", async () => {
    const { sessions, start } = await open()
    const first = await start()
    const second = await sessions.renew(first.refreshToken, { renewalId: 'a' })
    const third = await sessions.renew(second.refreshToken, { renewalId: 'b' })
    await assert.rejects(
      sessions.renew(first.refreshToken, { renewalId: 'a' }),
      refused('stale_renewal'),
    )
    assert.equal((await sessions.renew(third.refreshToken)).session.generation, 3)
  })

  it('an id that fell off the ring of 8 no longer excuses its token', async () => {
    const { sessions, start } = await open()
    const first = await start()
    let { refreshToken } = first
    for (let turn = 0; turn < 9; turn += 1) {
      ;({ refreshToken } = await sessions.renew(refreshToken, { renewalId: `id-${turn}` }))
    }
    await assert.rejects(
      sessions.renew(first.refreshToken, { renewalId: 'id-0' }),
      refused('refresh_token_reuse'),
    )
  })

  it('fast-forwards when storage lost the last rotations, and the operator sees it', async () => {
    const lost = await open()
    const kept = await open()
    const { session, refreshToken } = await lost.start()
    await kept.store.insertSession(session, { passwordVersion: 1, maxSessions: 9, revokeUntil: 0 })
    const ahead = await lost.sessions.renew((await lost.sessions.renew(refreshToken)).refreshToken)
    const renewed = await kept.sessions.renew(ahead.refreshToken)
    assert.equal(renewed.session.generation, 3)
    assert.ok(kept.events.some(({ type }) => type === 'storage_lost_writes'))
  })

  it('says when it started, so that no token of it counts as issued later', async () => {
    const { start, time } = await open()
    const from = time.now
    assert.equal((await start()).readAt, from)
  })

  it('R15 ends at its idle expiry, to the second', async () => {
    const { sessions, start, time } = await open({ idleLifetime: 100 })
    const [one, two] = [await start(), await start()]
    time.now += 99
    await sessions.renew(one.refreshToken)
    time.now += 1
    await assert.rejects(sessions.renew(two.refreshToken), refused('session_idle_expired'))
  })

  it('R15 ends at its absolute expiry however much it is used', async () => {
    const { sessions, start, time } = await open({ idleLifetime: 100, lifetime: 150 })
    let { refreshToken } = await start()
    time.now += 90
    ;({ refreshToken } = await sessions.renew(refreshToken))
    time.now += 59
    ;({ refreshToken } = await sessions.renew(refreshToken))
    time.now += 1
    await assert.rejects(sessions.renew(refreshToken), refused('session_expired'))
  })

  it('R25 a clock set back an hour reopens no spent token', async () => {
    const { sessions, start, time } = await open()
    const { refreshToken } = await start()
    await sessions.renew(refreshToken)
    time.now -= 3_600
    await assert.rejects(sessions.renew(refreshToken), refused('refresh_token_reuse'))
  })

  it('R27 keeps its one refresh token where rotation is switched off', async () => {
    const { sessions, start, time } = await open({ rotation: 'never', idleLifetime: 100 })
    const { refreshToken } = await start()
    for (let turn = 0; turn < 3; turn += 1) {
      time.now += 90
      assert.equal((await sessions.renew(refreshToken)).refreshToken, refreshToken)
    }
    time.now += 100
    await assert.rejects(sessions.renew(refreshToken), refused('session_idle_expired'))
  })

  it('tells of every sign-in, renewal and refusal, and of the session where it is known', async () => {
    const { sessions, start, events } = await open()
    const { refreshToken, session } = await start()
    const sessionId = session.id
    await sessions.renew(refreshToken)
    await sessions.renew(refreshToken)
    await sessions.end(sessionId, 'signed_out')
    await assert.rejects(sessions.renew(refreshToken), refused('session_ended'))
    await assert.rejects(sessions.renew('lkr_'), refused('refresh_token_malformed'))
    assert.deepEqual(events, [
      { type: 'signed_in', accountId: account.id, sessionId },
      { type: 'renewed', sessionId, repeated: false },
      { type: 'renewed', sessionId, repeated: true },
      { type: 'renewal_refused', code: 'session_ended', sessionId },
      { type: 'renewal_refused', code: 'refresh_token_malformed' },
    ])
  })

  it('says that a renewal repeated nothing where rotation is switched off', async () => {
    const { sessions, start, events } = await open({ rotation: 'never' })
    const { refreshToken, session } = await start()
    await sessions.renew(refreshToken)
    assert.deepEqual(events.at(-1), { type: 'renewed', sessionId: session.id, repeated: false })
  })

  it('publishes nothing where nothing ended', async () => {
    const published: unknown[] = []
    const { sessions, start } = await open({ publish: (...said) => published.push(said) })
    const { session } = await start()
    await sessions.end('BBBBBBBBBBBBBBBBBBBBBA', 'revoked')
    await sessions.endAll(account.id, 'revoked', { except: session.id })
    assert.deepEqual(published, [])
  })

  it('has a place in the status list only where there is one, and draws again when it is taken', async () => {
    const { start } = await open()
    assert.equal((await start()).session.statusIndex, undefined)
    const { store, ...listed } = await open({ statusList: true })
    assert.ok(Number.isInteger((await listed.start()).session.statusIndex))
    let draws = 0
    store.insertSession = () => {
      draws += 1
      return Promise.resolve('status_index_taken')
    }
    await assert.rejects(listed.start(), refused('overloaded'))
    assert.equal(draws, statusListDraws)
  })

  it('is kept by a use, and of one that is over a use is none', async () => {
    const { sessions, start, time } = await open({ idleLifetime: 100 })
    const { session } = await start()
    time.now += 90
    assert.equal((await sessions.touch(session.id))?.session.idleExpiresAt, time.now + 100)
    await sessions.end(session.id, 'signed_out')
    assert.equal(await sessions.touch(session.id), undefined)
  })

  it('is unknown where the database has lost or swept it', async () => {
    const { sessions } = await open()
    const refreshToken = formatRefreshToken(
      { sessionId: 'BBBBBBBBBBBBBBBBBBBBBA', generation: 0 },
      secret,
    )
    await assert.rejects(sessions.renew(refreshToken), refused('session_unknown'))
  })

  it('keeps why it ended, and its revocation for as long as an access token lives', async () => {
    const published: Revocation[] = []
    const { sessions, start, time } = await open({
      publish: (revocations) => published.push(...revocations),
    })
    const stolen = await start()
    await sessions.renew(stolen.refreshToken)
    time.now += 11
    await assert.rejects(sessions.renew(stolen.refreshToken), refused('refresh_token_reuse'))
    const signedOut = await start()
    await sessions.end(signedOut.session.id, 'signed_out')
    const ends = [stolen, signedOut].map(({ session: { id } }) => sessions.find(id))
    const reasons = (await Promise.all(ends)).map((found) => found?.session.endReason)
    assert.deepEqual(reasons, ['refresh_token_reuse', 'signed_out'])
    const until = published.map(({ expiresAt }) => expiresAt)
    assert.deepEqual(until, [time.now + 600, time.now + 600])
  })

  it('names the option that is no span of time', () => {
    for (const option of ['idleLifetime', 'lifetime', 'retryWindow'] as const) {
      const options = { store: memory(), secret, revocationLifetime: 600, [option]: -1 }
      assert.throws(() => createSessions(options), {
        name: 'RangeError',
        message: RegExp(`^${option}:`),
      })
    }
  })

  it('R16 the longest idle one ends when the account has too many', async () => {
    const { sessions, start, time } = await open({ maxPerAccount: 2 })
    const first = await start()
    time.now += 1
    const second = await start()
    time.now += 1
    const third = await start()
    assert.deepEqual(
      (await sessions.list(account.id)).map(({ id }) => id),
      [third.session.id, second.session.id],
    )
    await assert.rejects(sessions.renew(first.refreshToken), refused('session_ended'))
  })

  it('R17 signs out by a spent refresh token, again without harm, and everywhere when asked', async () => {
    const { sessions, start } = await open()
    const [one, two, three] = [await start(), await start(), await start()]
    const renewed = await sessions.renew(one.refreshToken)
    await sessions.endByRefreshToken(one.refreshToken)
    await sessions.endByRefreshToken(one.refreshToken)
    await assert.rejects(sessions.renew(renewed.refreshToken), refused('session_ended'))
    await sessions.endByRefreshToken(one.refreshToken, { all: true })
    assert.equal(
      (await sessions.list(account.id)).length,
      2,
      'a dead token reaches no other session',
    )
    await sessions.endByRefreshToken(two.refreshToken, { all: true })
    await assert.rejects(sessions.renew(three.refreshToken), refused('session_ended'))
  })

  it('L28 does not start when the account was disabled between the check and the start', async () => {
    const { store, start } = await open()
    await store.disableAccount({ accountId: account.id, now: 1, revokeUntil: 2 })
    await assert.rejects(start(), refused('password_mismatch'))
  })
})
