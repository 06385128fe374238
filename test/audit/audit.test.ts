import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import pg from 'pg'
import { createAudit } from '../../src/audit/index.ts'
import { createAuth } from '../../src/auth/index.ts'
import type { Auth } from '../../src/auth/index.ts'
import { createMasterSecret } from '../../src/keys/index.ts'
import { postgres } from '../../src/postgres/index.ts'
import { sqlite } from '../../src/sqlite/index.ts'
import type { Store } from '../../src/storage/index.ts'
import { startCluster, waitsForALock } from '../postgres/cluster.ts'
import type { Cluster } from '../postgres/cluster.ts'
import { storedSession, temporaryDirectory } from '../sqlite/temporary.ts'
import { needs } from '../system/tools.ts'

const path = temporaryDirectory()
const secret = 'a master secret that is long enough for anybody'
const password = 'a quite long passphrase 7'

/** An empty database, and what somebody with a shell and no secret can do there. */
interface Database {
  readonly open: () => Store
  readonly run: (...sql: readonly string[]) => Promise<void>
  /** Whatever is only there against accidents. */
  readonly unlock: string
}

let files = 0
describe('the audit on SQLite', () => {
  auditOn(async () => {
    const file = path(`${(files += 1)}.db`)
    return {
      open: () => sqlite(file),
      async run(...sql) {
        const database = new DatabaseSync(file, { timeout: 5_000 })
        try {
          for (const statement of sql) database.exec(statement)
        } finally {
          database.close()
        }
      },
      unlock: 'DROP TRIGGER audit_is_only_added_to',
    }
  })
})

describe('the audit on PostgreSQL', needs('postgresql'), () => {
  let cluster: Cluster
  before(async () => {
    cluster = await startCluster()
  })
  after(() => cluster?.stop())

  auditOn(async () => {
    const url = await cluster.createSchema()
    return {
      open: () => postgres(url),
      async run(...sql) {
        const client = new pg.Client({ connectionString: url })
        await client.connect()
        try {
          for (const statement of sql) await client.query(statement)
        } finally {
          await client.end()
        }
      },
      unlock: 'DROP TRIGGER audit_is_only_added_to ON audit',
    }
  })

  it('has no seal before a record that is committed later and began earlier', async () => {
    const url = await cluster.createSchema()
    const store = postgres(url)
    await store.migrate()
    const { id } = await storedSession(store)
    const audit = createAudit({
      store: store.audit ?? assert.fail('no audit'),
      secret: createMasterSecret(secret),
    })
    const slow = new pg.Client({ connectionString: url })
    await slow.connect()
    await slow.query(
      `BEGIN; UPDATE sessions SET ended_at = 1, end_reason = 'slow' WHERE id = '${id}'`,
    )
    await storedSession(store)
    await audit.tick()
    await slow.query('COMMIT')
    await audit.tick()
    const records = await audit.list({ after: 0, limit: 10 })
    assert.deepEqual(
      records.map(({ sequence, event }) => `${sequence} ${event}`),
      ['1 account_created', '2 signed_in', '3 account_created', '4 signed_in', '5 session_ended'],
    )
    assert.partialDeepStrictEqual(await audit.verify(), { sealed: 5, unsealed: 0 })
    await slow.end()
    await store.close()
  })

  it('lets nobody who writes wait for whoever numbers and seals', async () => {
    const url = await cluster.createSchema()
    const store = postgres(url)
    await store.migrate()
    await storedSession(store)
    const sealing = new pg.Client({ connectionString: url })
    await sealing.connect()
    await sealing.query('BEGIN; SELECT last FROM audit_counter FOR UPDATE')
    await storedSession(store)
    const numbering = store.audit?.numberAudit?.(100)
    await waitsForALock(cluster)
    await storedSession(store)
    await sealing.query('COMMIT')
    assert.equal(await numbering, 6)
    await sealing.end()
    await store.close()
  })
})

function auditOn(create: () => Promise<Database>): void {
  let database: Database
  let auth: Auth
  beforeEach(async () => {
    database = await create()
    auth = await createAuth({
      issuer: 'https://auth.example.com',
      audience: 'api',
      store: database.open(),
      secret,
      passwords: { argon2id: { memoryCost: 64 } },
    })
  })
  afterEach(() => auth?.close())

  const audit = (): NonNullable<Auth['audit']> => auth.audit ?? assert.fail('no audit')
  const tamper = async (...sql: readonly string[]): Promise<void> => {
    // On PostgreSQL what is listed has its number.
    await audit().list({ after: 0, limit: 1 })
    await database.run(database.unlock, ...sql)
  }
  /** Everything that is recorded, sealed twice. */
  async function live(): Promise<string> {
    const ada = { username: 'ada', password }
    const { id } = await auth.accounts.register(ada)
    const { refreshToken } = await auth.signIn(ada)
    await auth.signOut({ refreshToken: (await auth.renew(refreshToken)).refreshToken })
    await audit().tick()
    await auth.accounts.update(id, { email: 'ada@example.com' })
    await auth.accounts.disable(id)
    await auth.accounts.enable(id)
    await auth.clients.add('billing', { scopes: ['orders:read'] })
    await auth.clients.remove('billing')
    await auth.verifiers.add('orders')
    await auth.verifiers.remove('orders')
    await audit().tick()
    await auth.keys.rotate({ immediately: true })
    return id
  }

  it('records what is done, in order, without a name, an address or a credential', async () => {
    const id = await live()
    const records = await audit().list({ after: 0, limit: 100 })
    assert.deepEqual(
      records.map(({ sequence }) => sequence),
      records.map((_, index) => index + 1),
    )
    assert.deepEqual(
      records.map(({ event }) => event),
      [
        'key_made',
        'account_created',
        'signed_in',
        'session_ended',
        'account_renamed',
        'account_disabled',
        'account_enabled',
        'client_added',
        'client_removed',
        'verifier_added',
        'verifier_removed',
        'key_made',
        'key_state',
        'key_state',
      ],
    )
    assert.equal(records[2]?.subject, id)
    assert.match(records[3]?.detail ?? '', /^[\w-]{22} signed_out$/)
    assert.ok(records.every(({ at }) => Math.abs(at - Date.now() / 1_000) < 600))
    assert.doesNotMatch(JSON.stringify(records), /ada|example|lk[crv]_|argon2/)
    const { sealed, unsealed } = await audit().verify()
    assert.deepEqual([sealed, unsealed], [11, 3])
  })

  it('is written in the transaction that does it: what did not happen is not in it', async () => {
    await auth.accounts.register({ username: 'ada', password })
    const earlier = await audit().list({ after: 0, limit: 100 })
    await assert.rejects(auth.accounts.register({ username: 'ada', password }))
    assert.equal(await auth.clients.remove('nobody'), false)
    assert.deepEqual(await audit().list({ after: 0, limit: 100 }), earlier)
  })

  for (const [attack, ...sql] of [
    ['changes a record', "UPDATE audit SET subject = 'acc_other' WHERE sequence = 3"],
    ['changes a time', 'UPDATE audit SET at = at + 1 WHERE sequence = 3'],
    ['removes a record', 'DELETE FROM audit WHERE sequence = 3'],
    ['removes the last record that is sealed', 'DELETE FROM audit WHERE sequence = 11'],
    ['removes one that is not sealed yet', 'DELETE FROM audit WHERE sequence = 13'],
    [
      'swaps two',
      'UPDATE audit SET sequence = 99 WHERE sequence = 3',
      'UPDATE audit SET sequence = 3 WHERE sequence = 4',
      'UPDATE audit SET sequence = 4 WHERE sequence = 99',
    ],
    [
      'removes the first seal with its records',
      'DELETE FROM audit WHERE sequence <= 4',
      'DELETE FROM audit_seals WHERE number = 1',
    ],
    ['removes the first seal', 'DELETE FROM audit_seals WHERE number = 1'],
    ['makes a seal of its own', "UPDATE audit_seals SET mac = 'AAAA' WHERE number = 2"],
    ['gives a seal other records', 'UPDATE audit_seals SET until = 5 WHERE number = 1'],
    ['names another secret', "UPDATE audit_seals SET key_id = 'AAAAAA' WHERE number = 1"],
  ] as const) {
    it(`O10 finds out who ${attack}`, async () => {
      await live()
      await tamper(...sql)
      await assert.rejects(audit().verify(), { name: 'AuditBroken' })
    })
  }

  it('O10 finds out with the head of before who cuts off the end', async () => {
    await live()
    const { head } = await audit().verify()
    await audit().tick()
    await audit().verify(head)
    await tamper('DELETE FROM audit WHERE sequence > 4', 'DELETE FROM audit_seals WHERE number > 1')
    await audit().verify()
    await assert.rejects(audit().verify(head), { name: 'AuditBroken' })
  })

  it('cannot be changed in passing', async () => {
    await live()
    await assert.rejects(database.run("UPDATE audit SET event = 'x'"), /only added to/)
  })

  it('deletes the oldest beyond its bound, and can be verified still', async () => {
    const beside = database.open()
    await beside.migrate()
    const store = beside.audit ?? assert.fail('no audit')
    const small = createAudit({ store, secret: createMasterSecret(secret), kept: 4 })
    for (let n = 0; n < 5; n += 1) {
      await auth.clients.add('billing')
      await auth.clients.remove('billing')
      await small.tick()
    }
    const { sealed } = await small.verify()
    assert.equal(sealed, 4)
    const [first] = await small.list({ after: 0, limit: 1 })
    assert.equal(first?.sequence, 8)
    await beside.close()
  })

  it('is sealed once where several processes do it at once', async () => {
    await live()
    await Promise.all(Array.from({ length: 10 }, () => audit().tick()))
    const { sealed, unsealed } = await audit().verify()
    assert.deepEqual([sealed, unsealed], [14, 0])
  })
}
