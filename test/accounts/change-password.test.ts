import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createWorld, network, outcomes, phrase } from './world.ts'
import type { World } from './world.ts'
import type { Revocation } from '../../src/tokens/index.ts'

const next = 'quite another four words'
const lorenzo = { username: 'lorenzo', email: 'l@example.com', password: phrase }

async function startSession(
  { store, now }: World,
  accountId: string,
  id: string,
  passwordVersion: number,
): Promise<void> {
  const session = {
    id,
    accountId,
    clientId: 'first-party',
    generation: 0,
    renewalIds: '',
    authenticatedAt: now,
    rotatedAt: now,
    lastUsedAt: now,
    idleLifetime: 100,
    idleExpiresAt: now + 100,
    expiresAt: now + 1_000,
    endedAt: undefined,
    endReason: undefined,
    device: undefined,
    network: undefined,
  }
  await store.insertSession(session, { passwordVersion, maxSessions: 10, revokeUntil: now + 660 })
}

const subjects = (revocations: readonly Revocation[]): string[] => {
  assert.ok(revocations.every(({ kind }) => kind === 'session'))
  return revocations.map(({ subject }) => subject).toSorted()
}

async function registered() {
  const world = createWorld()
  const { id } = await world.accounts.register(lorenzo)
  for (const session of ['mine', 'other', 'third']) await startSession(world, id, session, 1)
  const live = async (): Promise<string[]> =>
    (await world.store.listSessions(id, world.now)).map((session) => session.id).toSorted()
  return { ...world, world, id, live }
}

describe('changePassword (L25)', () => {
  it('sets the new password and ends every other session', async () => {
    const { accounts, id, live, published, world } = await registered()
    await accounts.changePassword(id, { current: phrase, next, exceptSession: 'mine', network })
    assert.deepEqual(await live(), ['mine'])
    assert.deepEqual(subjects(published), ['other', 'third'])
    assert.deepEqual(
      published.map(({ expiresAt }) => expiresAt),
      [world.now + 660, world.now + 660],
    )
    assert.equal(
      (await accounts.authenticate({ username: 'lorenzo', password: next })).passwordVersion,
      2,
    )
    await assert.rejects(accounts.authenticate(credentials), { code: 'password_mismatch' })
  })

  const refused: readonly [
    id: string,
    change: { current?: string; next?: string },
    code: string,
  ][] = [
    ['without the current password', { current: '' }, 'password_mismatch'],
    ['with a wrong current password', { current: 'wrong' }, 'password_mismatch'],
    ['to the same password', { next: phrase }, 'password_common'],
    ['to a short password', { next: 'short' }, 'password_too_short'],
    ['to a common password', { next: 'passwordpassword' }, 'password_common'],
    ['to the own name', { next: 'lorenzolorenzolorenzo' }, 'password_common'],
    ['to a malformed password', { next: `${next}\0` }, 'password_malformed'],
    ['to a password that is too long', { next: 'x'.repeat(1_025) }, 'password_too_long'],
  ]
  for (const [id, change, code] of refused) {
    it(`refuses ${id} and ends nothing`, async () => {
      const { accounts, id: account, live, published } = await registered()
      await assert.rejects(accounts.changePassword(account, { current: phrase, next, ...change }), {
        code,
      })
      assert.equal((await live()).length, 3)
      assert.deepEqual(published, [])
      await accounts.authenticate(credentials)
    })
  }

  it('hashes nothing for a new password that could not be set', async () => {
    const { accounts, id, world } = await registered()
    await assert.rejects(accounts.changePassword(id, { current: phrase, next: 'short' }))
    assert.equal(world.verified, 0)
  })

  it('L19 shares the limits of signing in, both ways', async () => {
    const { accounts, id, world } = await registered()
    const change = (current: string) => accounts.changePassword(id, { current, next, network })
    const changes = Array.from({ length: 11 }, () => change('wrong'))
    assert.deepEqual(await outcomes(changes), { password_mismatch: 10, rate_limited: 1 })
    await assert.rejects(accounts.authenticate(credentials, { network }), { code: 'rate_limited' })
    await assert.rejects(change(phrase), { code: 'rate_limited' })
    assert.equal(world.verified, 10)
  })

  it('of two changes at once takes one', async () => {
    const { accounts, id } = await registered()
    const words = ['first other four words', 'second other four words']
    const changes = words.map((word) =>
      accounts.changePassword(id, { current: phrase, next: word }),
    )
    assert.deepEqual(await outcomes(changes), { ok: 1, password_mismatch: 1 })
  })

  it('L02 tells that the account is disabled only to whoever knows the password', async () => {
    const { accounts, id } = await registered()
    await accounts.disable(id)
    await assert.rejects(accounts.changePassword(id, { current: 'wrong', next }), {
      code: 'password_mismatch',
    })
    await assert.rejects(accounts.changePassword(id, { current: phrase, next }), {
      code: 'account_disabled',
    })
    await assert.rejects(accounts.changePassword('acc_none', { current: phrase, next }), {
      code: 'account_unknown',
    })
  })
})

const credentials = { username: 'lorenzo', password: phrase }

describe('the operator', () => {
  it('sets a password and ends every session', async () => {
    const { accounts, id, live, published } = await registered()
    await accounts.setPassword(id, next)
    assert.deepEqual(await live(), [])
    assert.equal(published.length, 3)
    await accounts.authenticate({ email: 'l@example.com', password: next })
    await assert.rejects(accounts.setPassword(id, 'short'), { code: 'password_too_short' })
    await assert.rejects(accounts.setPassword('acc_none', next), { code: 'account_unknown' })
  })

  it('counts a proof once, of two at one moment as well', async () => {
    const { accounts, id } = await registered()
    const passwordVersion = await accounts.passwordVersion(id)
    const set = (password: string): Promise<void> =>
      accounts.setPassword(id, password, { passwordVersion })
    assert.deepEqual(await outcomes([set(next), set(`${next} too`)]), {
      ok: 1,
      password_mismatch: 1,
    })
    await assert.rejects(set('yet another four words'), { code: 'password_mismatch' })
    assert.equal(await accounts.passwordVersion(id), passwordVersion + 1)
  })

  it('L28 disables an account and its sessions, and enables it again', async () => {
    const { accounts, id, live, published, world } = await registered()
    await accounts.disable(id)
    assert.deepEqual(await live(), [])
    assert.equal((await accounts.find(id))?.disabledAt, world.now)
    assert.deepEqual(subjects(published), ['mine', 'other', 'third'])
    await startSession(world, id, 'late', 1)
    assert.deepEqual(await live(), [])
    await accounts.enable(id)
    assert.equal((await accounts.find(id))?.disabledAt, undefined)
    await assert.rejects(accounts.disable('acc_none'), { code: 'account_unknown' })
    await assert.rejects(accounts.enable('acc_none'), { code: 'account_unknown' })
  })
})
