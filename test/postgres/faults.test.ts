import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import pg from 'pg'
import { postgresAttempts } from '../../src/defaults.ts'
import { AuthError, createAuth } from '../../src/index.ts'
import { postgres } from '../../src/postgres/index.ts'
import type { PgPool } from '../../src/postgres/index.ts'
import type { Store } from '../../src/storage/index.ts'
import { rotationOf, start, storedSession } from '../sqlite/temporary.ts'
import { needs } from '../system/tools.ts'
import { startCluster, waitsForALock } from './cluster.ts'
import type { Cluster } from './cluster.ts'
import { startProxy } from './proxy.ts'
import type { Proxy } from './proxy.ts'

const isUnavailable = (error: unknown): boolean =>
  error instanceof AuthError && error.code === 'storage_unavailable' && error.retryAfter === 1

describe('S09 faults of PostgreSQL', needs('postgresql'), () => {
  let cluster: Cluster
  let proxy: Proxy
  let store: Store
  before(async () => {
    cluster = await startCluster()
    proxy = await startProxy(cluster.port)
    store = postgres(proxy.through(await cluster.createSchema()))
    await store.migrate()
  })
  afterEach(() => {
    proxy.fault = 'none'
  })
  after(async () => {
    await store?.close()
    await proxy?.close()
    await cluster?.stop()
  })

  it('a commit that did not arrive is unavailable, and nothing was written', async () => {
    const { id } = await storedSession(store)
    proxy.fault = 'cut-before-commit'
    await assert.rejects(store.rotateSession(rotationOf(id, 0)), isUnavailable)
    proxy.fault = 'none'
    assert.equal((await store.findSession(id, start))?.session.generation, 0)
    assert.equal((await store.rotateSession(rotationOf(id, 0)))?.session.generation, 1)
  })

  it('a commit whose answer is lost is unavailable, and was written', async () => {
    const { id } = await storedSession(store)
    proxy.fault = 'cut-after-commit'
    await assert.rejects(store.rotateSession(rotationOf(id, 0)), isUnavailable)
    proxy.fault = 'none'
    assert.equal((await store.findSession(id, start))?.session.generation, 1)
  })

  for (const fault of ['cut-before-commit', 'cut-after-commit'] as const) {
    it(`a renewal that is repeated after ${fault} finds the truth, and signs nobody out`, async () => {
      const auth = await createAuth({
        issuer: 'https://auth.example.com',
        audience: 'api',
        store: postgres(proxy.through(await cluster.createSchema())),
        secret: 'a master secret that only this test knows',
        passwords: { argon2id: { memoryCost: 64 } },
      })
      const password = 'a passphrase that only this test knows'
      await auth.accounts.register({ username: 'ada', password })
      const { refreshToken } = await auth.signIn({ username: 'ada', password })
      const renewal = { renewalId: 'the same for every try' }
      proxy.fault = fault
      await assert.rejects(auth.renew(refreshToken, renewal), isUnavailable)
      proxy.fault = 'none'
      const renewed = await auth.renew(refreshToken, renewal)
      const again = await auth.renew(refreshToken, renewal)
      assert.equal(again.refreshToken, renewed.refreshToken)
      assert.equal(renewed.session.generation, 1)
      await auth.close()
    })
  }

  it('S10 a server that answers nothing is unavailable, until it answers again', async () => {
    const { id } = await storedSession(store)
    proxy.fault = 'black-hole'
    await Promise.all([
      assert.rejects(store.findSession(id, start), isUnavailable),
      assert.rejects(store.rotateSession(rotationOf(id, 0)), isUnavailable),
      assert.rejects(store.ping(), isUnavailable),
    ])
    proxy.fault = 'none'
    proxy.cut()
    assert.equal((await store.rotateSession(rotationOf(id, 0)))?.session.generation, 1)
  })

  it('a server that was killed comes back with all that was acknowledged', async () => {
    const { id } = await storedSession(store)
    await store.rotateSession(rotationOf(id, 0))
    await cluster.kill()
    await assert.rejects(store.findSession(id, start), isUnavailable)
    await assert.rejects(store.rotateSession(rotationOf(id, 1)), isUnavailable)
    await cluster.start()
    assert.equal((await store.rotateSession(rotationOf(id, 1)))?.session.generation, 2)
  })

  it('S07 servers killed and connections cut under load lose no acknowledged write', async () => {
    const own = postgres(await cluster.createSchema())
    await own.migrate()
    const sessions = await Promise.all(Array.from({ length: 16 }, () => storedSession(own)))
    const acknowledged = new Map(sessions.map(({ id }) => [id, 0]))
    const done = new AbortController()
    // Each renews for ever; after a failure it finds out where it is, and goes on from there.
    const renewing = sessions.map(async ({ id }) => {
      for (let generation = 0; !done.signal.aborted;) {
        try {
          const rotated = await own.rotateSession(rotationOf(id, generation))
          if (rotated) acknowledged.set(id, rotated.session.generation)
          const now = rotated ?? (await own.findSession(id, start))
          generation = now?.session.generation ?? assert.fail('the session is gone')
          assert.ok(generation >= (acknowledged.get(id) ?? 0))
        } catch (error) {
          if (!isUnavailable(error)) throw error
        }
      }
    })
    const renewals = (): number => acknowledged.values().reduce((all, each) => all + each, 0)
    const progress = async (): Promise<void> => {
      const enough = renewals() + 200
      while (renewals() < enough) await new Promise(setImmediate)
    }
    for (let round = 0; round < 3; round += 1) {
      await progress()
      await cluster.run(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'latchkey'`,
      )
      await progress()
      await cluster.kill()
      await cluster.start()
    }
    await progress()
    done.abort()
    await Promise.all(renewing)
    for (const [id, generation] of acknowledged) {
      const found = await own.findSession(id, start)
      assert.ok((found?.session.generation ?? -1) >= generation)
    }
    await own.close()
  })

  it('a server that only reads is not ready', async () => {
    const url = proxy.through(await cluster.createSchema())
    const writing = postgres(url)
    await writing.migrate()
    const { id } = await storedSession(writing)
    const standby = postgres(
      url.replace('options=', 'options=-c%20default_transaction_read_only%3Don%20'),
    )
    await standby.migrate()
    assert.equal((await standby.findSession(id, start))?.session.id, id)
    await assert.rejects(standby.ping(), isUnavailable)
    await assert.rejects(standby.rotateSession(rotationOf(id, 0)), isUnavailable)
    await Promise.all([writing.close(), standby.close()])
  })

  it('too many connections are unavailable', async () => {
    await cluster.run('CREATE ROLE crowded LOGIN CONNECTION LIMIT 0')
    const crowded = postgres(
      `postgres://crowded@127.0.0.1:${cluster.port}/postgres?sslmode=disable`,
    )
    await assert.rejects(crowded.migrate(), isUnavailable)
    await crowded.close()
  })

  it('the victim of a deadlock is tried again', async () => {
    const url = await cluster.createSchema()
    const own = postgres(url)
    await own.migrate()
    const first = await storedSession(own)
    const second = { ...first, id: `${first.id}2` }
    await own.insertSession(second, { passwordVersion: 1, maxSessions: 9, revokeUntil: start })
    const other = new pg.Client({ connectionString: url })
    await other.connect()
    // Only the store's transaction looks for deadlocks, and so is the one that fails.
    await other.query(`SET deadlock_timeout = '1h'; BEGIN`)
    const use = (id: string) => other.query(`UPDATE sessions SET device = 'x' WHERE id = $1`, [id])
    await use(second.id)
    const { accountId } = first
    const end = { reason: 'signed_out_everywhere', now: start, revokeUntil: start } as const
    const ending = own.endSessionsOf({ accountId, ...end })
    await waitsForALock(cluster)
    await use(first.id)
    await other.query('COMMIT')
    assert.equal((await ending).length, 2)
    await other.end()
    await own.close()
  })

  it('a place in the status list that is taken at the same moment is found taken, and not a failure', async () => {
    const url = await cluster.createSchema()
    const own = postgres(url)
    await own.migrate()
    const first = await storedSession(own)
    const other = new pg.Client({ connectionString: url })
    await other.connect()
    // Seen by nobody yet: the guard of the second one finds the place free.
    await other.query(`BEGIN; UPDATE sessions SET status_index = 7 WHERE id = '${first.id}'`)
    const second = { ...first, id: `${first.id}2`, statusIndex: 7 }
    const begin = { passwordVersion: 1, maxSessions: 9, revokeUntil: start }
    const starting = own.insertSession(second, begin)
    await waitsForALock(cluster)
    await other.query('COMMIT')
    assert.equal(await starting, 'status_index_taken')
    assert.deepEqual(await own.insertSession({ ...second, statusIndex: 8 }, begin), [])
    await other.end()
    await own.close()
  })

  it('what others are in the way of again and again is given up', async () => {
    const pool = new pg.Pool({ connectionString: await cluster.createSchema() })
    pool.on('error', () => {})
    const own = postgres(pool)
    await own.migrate()
    const { id } = await storedSession(own)
    let commits = 0
    const conflicting: PgPool = {
      async connect() {
        const client = await pool.connect()
        return {
          async query(query) {
            if (query.text !== 'COMMIT') return client.query(query as pg.QueryConfig) // which says more of `types`
            commits += 1
            await client.query('ROLLBACK')
            throw Object.assign(new Error('conflict'), { severity: 'ERROR', code: '40001' })
          },
          release: (destroy) => client.release(destroy),
        }
      },
    }
    await assert.rejects(postgres(conflicting).rotateSession(rotationOf(id, 0)), isUnavailable)
    assert.equal(commits, postgresAttempts)
    assert.equal((await own.findSession(id, start))?.session.generation, 0)
    await pool.end()
  })
})
