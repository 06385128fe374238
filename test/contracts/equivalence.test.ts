import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, it } from 'node:test'
import fc from 'fast-check'
import { AuthError } from '../../src/errors.ts'
import type { Revocation } from '../../src/tokens/index.ts'
import { sqlite } from '../../src/sqlite/index.ts'
import { memory } from '../../src/storage/index.ts'
import { accountRecord, sessionOf, sessionStart } from '../../src/store-contract/fixtures.ts'
import type { Store } from '../../src/storage/index.ts'
import { patientStore, startCluster } from '../postgres/cluster.ts'
import { needs } from '../system/tools.ts'

// Whatever is done to them, in whatever order: the stores give the same answers.

const directory = mkdtempSync(join(tmpdir(), 'latchkey-equivalence-'))
after(() => rmSync(directory, { recursive: true, force: true }))

const day = 86_400
const start = 1_800_000_000
const accountId = fc.constantFrom('acc_1', 'acc_2', 'acc_3')
const sessionId = fc.constantFrom('s1', 's2', 's3', 's4')
const name = fc.constantFrom('ada', 'bob')
const now = fc.integer({ min: 0, max: 200 }).map((step) => start + step * (day / 2))
const generation = fc.integer({ min: 0, max: 3 })
const version = fc.integer({ min: 1, max: 3 })
const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined })

/** Revocations of one step in an order of their own: stores may end many sessions in any order. */
const unordered = (ended: readonly Revocation[] | string | undefined): unknown =>
  typeof ended === 'string'
    ? ended
    : ended
        ?.map(({ sequence: _sequence, ...rest }) => rest)
        .toSorted((a, b) => (`${a.kind}${a.subject}` < `${b.kind}${b.subject}` ? -1 : 1))

type Step = (store: Store) => Promise<unknown>

const steps: readonly fc.Arbitrary<readonly [string, Step]>[] = [
  fc.tuple(accountId, name, optional(name)).map(([id, username, email]) => [
    `insertAccount ${id} ${username} ${email}`,
    (store) =>
      store.insertAccount({
        id,
        username,
        usernameKey: username,
        email,
        emailKey: email,
        roles: [username],
        scopes: [],
        createdAt: start,
        disabledAt: undefined,
        passwordHash: 'h1',
        passwordVersion: 1,
      }),
  ]),
  fc
    .tuple(accountId, name, fc.option(name))
    .map(([id, usernameKey, emailKey]) => [
      `updateAccount ${id} ${usernameKey} ${emailKey}`,
      (store) => store.updateAccount(id, { usernameKey, emailKey, roles: [usernameKey] }),
    ]),
  fc
    .tuple(sessionId, accountId, now, version, fc.integer({ min: 1, max: 3 }), fc.nat(2))
    .map(([id, account, at, passwordVersion, maxSessions, statusIndex]) => [
      `insertSession ${id} ${account} ${at} v${passwordVersion} max ${maxSessions} at ${statusIndex}`,
      async (store) =>
        unordered(
          await store.insertSession(
            {
              id,
              accountId: account,
              clientId: 'web',
              generation: 0,
              renewalIds: '',
              authenticatedAt: at,
              rotatedAt: at,
              lastUsedAt: at,
              idleLifetime: 5 * day,
              idleExpiresAt: at + 5 * day,
              expiresAt: at + 60 * day,
              endedAt: undefined,
              endReason: undefined,
              device: undefined,
              network: undefined,
              ...(statusIndex > 0 && { statusIndex }),
              ...(statusIndex === 2 && { jkt: 'key' }),
            },
            { passwordVersion, maxSessions, revokeUntil: at + day },
          ),
        ),
    ]),
  fc
    .tuple(sessionId, generation, now, optional(fc.constantFrom('key', 'other')))
    .map(([id, from, at, jkt]) => [
      `rotateSession ${id} ${from} ${at} ${jkt}`,
      (store) =>
        store.rotateSession({
          id,
          generation: from,
          renewalId: `${from}`.repeat(16),
          jkt,
          now: at,
        }),
    ]),
  fc
    .tuple(sessionId, generation, generation, now)
    .map(([id, from, to, at]) => [
      `fastForwardSession ${id} ${from} ${to} ${at}`,
      (store) => store.fastForwardSession({ id, from, to, now: at }),
    ]),
  fc
    .tuple(sessionId, now)
    .map(([id, at]) => [`touchSession ${id} ${at}`, (store) => store.touchSession(id, at)]),
  fc.tuple(sessionId, now, optional(generation)).map(([id, at, only]) => [
    `endSession ${id} ${at} ${only}`,
    (store) =>
      store.endSession({
        id,
        now: at,
        revokeUntil: at + day,
        reason: 'revoked',
        ...(only !== undefined && { generation: only }),
      }),
  ]),
  fc.tuple(accountId, now, optional(sessionId)).map(([account, at, except]) => [
    `endSessionsOf ${account} ${at} ${except}`,
    async (store) =>
      unordered(
        await store.endSessionsOf({
          accountId: account,
          now: at,
          revokeUntil: at + day,
          reason: 'signed_out_everywhere',
          ...(except !== undefined && { except }),
        }),
      ),
  ]),
  fc
    .tuple(accountId, optional(version), optional(sessionId), now)
    .map(([account, passwordVersion, exceptSession, at]) => [
      `updatePassword ${account} ${passwordVersion} ${exceptSession} ${at}`,
      async (store) =>
        unordered(
          await store.updatePassword({
            accountId: account,
            passwordHash: 'h2',
            passwordVersion,
            exceptSession,
            now: at,
            revokeUntil: at + day,
          }),
        ),
    ]),
  fc
    .tuple(accountId, now)
    .map(([account, at]) => [
      `disableAccount ${account} ${at}`,
      async (store) =>
        unordered(
          await store.disableAccount({ accountId: account, now: at, revokeUntil: at + day }),
        ),
    ]),
  accountId.map((id) => [`enableAccount ${id}`, (store) => store.enableAccount(id)]),
  fc
    .tuple(fc.subarray(['k1', 'k2'], { minLength: 1 }), now, fc.integer({ min: 1, max: 3 }))
    .map(([keys, at, burst]) => [
      `spendBudgets ${keys.join()} ${at} ${burst}`,
      async (store) => {
        const budgets = keys.map((key) => ({ key, burst, interval: day }))
        return Math.round(await store.spendBudgets(budgets, at))
      },
    ]),
  now.map((at) => [`sweep ${at}`, (store) => store.sweep({ now: at, limit: 1_000 })]),
]

async function answerOf(step: Step, store: Store): Promise<unknown> {
  try {
    return await step(store)
  } catch (error) {
    return error instanceof AuthError ? error.code : 'error'
  }
}

/** Everything that can be seen from outside. */
const visible = async (store: Store): Promise<unknown> => ({
  accounts: await store.listAccounts({ limit: 10 }),
  sessions: await Promise.all(['s1', 's2', 's3', 's4'].map((id) => store.findSession(id, start))),
  live: await Promise.all(
    ['acc_1', 'acc_2', 'acc_3'].map((id) => store.listSessions(id, start + 3 * day)),
  ),
  revocations: unordered(await store.listRevocations({ after: 0, limit: 1_000, now: start })),
})

/** Holds a store of another kind to what the one in memory does. */
const answersLikeMemory = (open: () => Promise<Store>): Promise<void> =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(...steps), { minLength: 20, maxLength: 80 }),
      async (run) => {
        const stores = [memory(), await open()] as const
        try {
          for (const store of stores) await store.migrate()
          for (const [label, step] of run) {
            const [expected, actual] = [
              await answerOf(step, stores[0]),
              await answerOf(step, stores[1]),
            ]
            assert.deepEqual(plain(actual), plain(expected), label)
          }
          assert.deepEqual(plain(await visible(stores[1])), plain(await visible(stores[0])))
        } finally {
          for (const store of stores) await store.close()
        }
      },
    ),
    { numRuns: 30 },
  )

it('memory and sqlite sweep alike where the clock went back before a session was used', async () => {
  const swept = []
  for (const store of [memory(), sqlite(join(directory, 'back.db'))]) {
    await store.migrate()
    await store.insertAccount(accountRecord({ id: 'acc_1' }))
    const later = start + day / 2
    const session = sessionOf('acc_1', {
      id: 's1',
      lastUsedAt: later,
      idleLifetime: 5 * day,
      idleExpiresAt: later + 5 * day,
      expiresAt: later + 60 * day,
    })
    await store.insertSession(session, sessionStart())
    await store.touchSession('s1', start)
    const at = [start + 35 * day, later + 35 * day]
    swept.push([
      await store.sweep({ now: at[0] ?? 0, limit: 9 }),
      await store.sweep({ now: at[1] ?? 0, limit: 9 }),
    ])
    await store.close()
  }
  assert.deepEqual(swept, [
    [0, 1],
    [0, 1],
  ])
})

it('memory and sqlite answer any sequence of calls alike', async () => {
  let count = 0
  await answersLikeMemory(async () =>
    // Hundreds of transactions, and a disk that others keep busy: nothing here is about power loss.
    sqlite(join(directory, `${(count += 1)}.db`), { durability: 'normal' }),
  )
})

it('memory and postgres answer any sequence of calls alike', needs('postgresql'), async () => {
  const cluster = await startCluster()
  try {
    await answersLikeMemory(() => patientStore(cluster))
  } finally {
    await cluster.stop()
  }
})

// Sequence numbers may differ by the order in which one step ended several sessions.
const plain = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value ?? null, (key, member) => (key === 'sequence' ? 0 : member)))
