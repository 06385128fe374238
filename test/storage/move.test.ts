import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { movedRowsAtOnce } from '../../src/defaults.ts'
import { createAuth } from '../../src/index.ts'
import type { Auth } from '../../src/index.ts'
import type { Store, StoredTables, TableName } from '../../src/storage/index.ts'
import { MoveRefused, moveTables } from '../../src/storage/sql-store.ts'
import { latchkey } from '../cli/latchkey.ts'
import { patientStore, startCluster } from '../postgres/cluster.ts'
import type { Cluster } from '../postgres/cluster.ts'
import {
  accountRecord,
  openStore,
  start,
  storedSession,
  temporaryDirectory,
} from '../sqlite/temporary.ts'
import { needs } from '../system/tools.ts'

const temporary = temporaryDirectory()
const onProgress = (): void => {}
const credentials = { username: 'ada', password: 'a passphrase that only this test knows' }

const openAuth = (store: Store): Promise<Auth> =>
  createAuth({
    issuer: 'https://auth.example.com',
    audience: 'api',
    store,
    secret: 'a master secret that only this test knows',
    passwords: { argon2id: { memoryCost: 64 } },
  })

function tablesOf({ tables }: Store): StoredTables {
  assert.ok(tables)
  return tables
}

const rowsOf = async (tables: StoredTables, table: TableName): Promise<number> =>
  (await tables.page(table, { after: undefined, limit: 10_000 })).length

/** Something in every table, and more than one page of some. */
async function fill(store: Store): Promise<void> {
  const { accountId } = await storedSession(store)
  await store.putFlaskIdentity({ accountId, uniquifier: 'u', passwordVersion: 1, tokensFrom: 0.1 })
  await store.insertVerifier({ id: 'v', name: 'orders', credentialHash: 'h', createdAt: start })
  await store.insertClient({
    name: 'reports',
    secretHash: 'h',
    grants: ['client_credentials'],
    scopes: ['orders:read'],
    createdAt: start,
  })
  const end = { reason: 'signed_out', now: start + 0.3, revokeUntil: start + 600 } as const
  await store.endSession({ id: (await storedSession(store)).id, ...end })
  const budgets = Array.from({ length: 2 * movedRowsAtOnce + 1 }, (_, index) => ({
    key: `budget ${index} ünïcödé 🦀`,
    burst: 10,
    interval: 0.1,
  }))
  await store.spendBudgets(budgets, start)
}

const stopAtBudgets = (doing: string): void => {
  if (doing.startsWith('copying budgets')) throw new Error('stopped')
}

describe('moving to another database', needs('postgresql'), () => {
  let cluster: Cluster
  before(async () => {
    cluster = await startCluster()
  })
  after(() => cluster?.stop())

  async function emptyPostgres(): Promise<Store> {
    const store = await patientStore(cluster)
    await store.migrate()
    return store
  }

  it('takes everything along, there and back', async () => {
    const [file, server] = [await openStore(temporary('from.db')), await emptyPostgres()]
    await (await openAuth(file)).close()
    const source = await openStore(temporary('from.db'))
    await fill(source)
    const moved = await moveTables(tablesOf(source), tablesOf(server), { onProgress })
    const rows = Object.fromEntries(moved.map((each) => [each.table, each.rows]))
    assert.deepEqual(rows, {
      accounts: 2,
      flask_identities: 1,
      sessions: 2,
      revocations: 1,
      signing_keys: rows['signing_keys'],
      verifiers: 1,
      clients: 1,
      budgets: 2 * movedRowsAtOnce + 1,
    })
    assert.ok((rows['signing_keys'] ?? 0) > 0)
    const back = await openStore(temporary('back.db'))
    assert.deepEqual(await moveTables(tablesOf(server), tablesOf(back), { onProgress }), moved)
    await Promise.all([source.close(), server.close(), back.close()])
  })

  it('signs nobody out', async () => {
    const auth = await openAuth(await openStore(temporary('signed-in.db')))
    await auth.accounts.register(credentials)
    const { refreshToken, accessToken } = await auth.signIn(credentials)
    await auth.close()
    const [source, target] = [await openStore(temporary('signed-in.db')), await emptyPostgres()]
    await moveTables(tablesOf(source), tablesOf(target), { onProgress })
    await source.close()
    const moved = await openAuth(target)
    assert.equal(
      (await moved.verify(accessToken)).sub,
      (await moved.renew(refreshToken)).account.id,
    )
    await moved.close()
  })

  it('gives no number of a revocation twice, though the last ones are gone', async () => {
    const [source, target] = [await openStore(temporary('swept.db')), await emptyPostgres()]
    const revocation = {
      kind: 'session',
      subject: 's',
      issuedUntil: undefined,
      revokedAt: start,
      expiresAt: start,
    } as const
    const { sequence } = await source.insertRevocation(revocation)
    await source.sweep({ now: start, limit: 10 })
    await moveTables(tablesOf(source), tablesOf(target), { onProgress })
    const back = await openStore(temporary('swept-back.db'))
    await moveTables(tablesOf(target), tablesOf(back), { onProgress })
    for (const store of [target, back]) {
      assert.equal((await store.insertRevocation(revocation)).sequence, sequence + 1)
    }
    await Promise.all([source.close(), target.close(), back.close()])
  })

  it('goes on where it was stopped', async () => {
    const [source, target] = [await openStore(temporary('stopped.db')), await emptyPostgres()]
    await fill(source)
    const tables = [tablesOf(source), tablesOf(target)] as const
    await assert.rejects(moveTables(...tables, { onProgress: stopAtBudgets }), /stopped/)
    assert.equal(await rowsOf(tables[1], 'budgets'), movedRowsAtOnce)
    const copied: string[] = []
    await moveTables(...tables, { onProgress: (doing) => copied.push(doing) })
    const copying = copied.filter((doing) => doing.startsWith('copying'))
    assert.deepEqual(copying, ['copying budgets, 500 rows', 'copying budgets, 501 rows'])
    await Promise.all([source.close(), target.close()])
  })

  it('refuses a target that is in use', async () => {
    const [source, target] = [await openStore(temporary('used.db')), await emptyPostgres()]
    await fill(source)
    await target.insertAccount(accountRecord())
    const tables = [tablesOf(source), tablesOf(target)] as const
    await assert.rejects(moveTables(...tables, { onProgress }), MoveRefused)
    assert.equal(await rowsOf(tables[1], 'accounts'), 1)
    await Promise.all([source.close(), target.close()])
  })

  it('finds a source that was in use', async () => {
    const [source, target] = [await openStore(temporary('busy.db')), await emptyPostgres()]
    const session = await storedSession(source)
    const rotate = async (): Promise<void> => {
      await source.rotateSession({
        id: session.id,
        generation: 0,
        renewalId: 'r'.repeat(16),
        now: 1,
      })
    }
    const tables = tablesOf(source)
    const busy: StoredTables = {
      ...tables,
      lastRevocation: async () => {
        await rotate()
        return tables.lastRevocation()
      },
    }
    await assert.rejects(
      moveTables(busy, tablesOf(target), { onProgress }),
      (error) => error instanceof MoveRefused && error.message.startsWith('sessions: 1 rows'),
    )
    await Promise.all([source.close(), target.close()])
  })

  it('is a command', async () => {
    const from = `sqlite:${temporary('command.db')}`
    const to = await cluster.createSchema()
    assert.equal((await latchkey(['move', '--from', from, '--to', to])).code, 3)
    const source = await openStore(temporary('command.db'))
    await fill(source)
    await source.close()
    for (let time = 0; time < 2; time += 1) {
      const { code, stdout, stderr } = await latchkey(['move', '--from', from, '--to', to])
      assert.equal(code, 0, stderr)
      assert.match(stdout, /^budgets +1001 +[0-9a-f]{64}$/m)
      assert.match(stderr, /--secret-file/)
    }
    assert.equal((await latchkey(['move', '--from', from])).code, 2)
    assert.equal((await latchkey(['move', '--from', from, '--to', 'mysql://db'])).code, 2)
  })
})
