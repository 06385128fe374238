import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import pg from 'pg'
import { createRevocationFeed } from '../../src/feed/index.ts'
import type { RevocationFeed } from '../../src/feed/index.ts'
import { postgres } from '../../src/postgres/index.ts'
import type { PgPool } from '../../src/postgres/index.ts'
import type { Store } from '../../src/storage/index.ts'
import { needs } from '../system/tools.ts'
import { startCluster, waitsForALock } from './cluster.ts'
import type { Cluster } from './cluster.ts'

const now = 1_800_000_000
const clock = () => now
/** Nothing is found by looking again. */
const never = 3_600

const revocation = (subject: string) =>
  ({
    kind: 'session',
    subject,
    issuedUntil: undefined,
    revokedAt: now,
    expiresAt: now + 600,
  }) as const

const isRevoked = (feed: RevocationFeed, sid: string): boolean =>
  feed.revokes({ jti: 'j', sub: 's', iat: now, sid })

/** Fulfilled when the feed has heard of the session. */
const heard = (feed: RevocationFeed, sid: string): Promise<void> =>
  new Promise((resolve) => {
    const stop = feed.subscribe(() => {
      if (!isRevoked(feed, sid)) return
      stop()
      resolve()
    })
  })

describe('revocations on PostgreSQL', needs('postgresql'), () => {
  let cluster: Cluster
  before(async () => {
    cluster = await startCluster()
  })
  after(() => cluster?.stop())

  /** Two processes' stores on one schema, and its URL. */
  async function twoStores(): Promise<[Store, Store, string]> {
    const url = await cluster.createSchema()
    const stores: [Store, Store] = [postgres(url), postgres(url)]
    await Promise.all(stores.map((store) => store.migrate()))
    return [...stores, url]
  }

  it('arrive at another process by notification, without a look', async () => {
    const [one, other] = await twoStores()
    const feed = createRevocationFeed({ store: other, clock, interval: never })
    await feed.start()
    for (const subject of ['first', 'second', 'third']) {
      const told = heard(feed, subject)
      await one.insertRevocation(revocation(subject))
      await told
    }
    feed.stop()
    await Promise.all([one.close(), other.close()])
  })

  it('are caught up on after the connection that listened was cut', async () => {
    const [one, other] = await twoStores()
    const feed = createRevocationFeed({ store: other, clock, interval: never })
    await feed.start()
    const told = heard(feed, 'first')
    await one.insertRevocation(revocation('first'))
    await told
    const again = heard(feed, 'meanwhile')
    await cluster.run(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'`,
    )
    await one.insertRevocation(revocation('meanwhile'))
    await again
    feed.stop()
    await Promise.all([one.close(), other.close()])
  })

  it('are found by looking where nobody can be told', async () => {
    const [one, other, url] = await twoStores()
    const pool = new pg.Pool({ connectionString: url })
    pool.on('error', () => {})
    const deaf: PgPool = {
      async connect() {
        const client = await pool.connect()
        return {
          // PgQuery says less of `types` than pg does.
          query: (query) => client.query(query as pg.QueryConfig),
          release: (destroy) => client.release(destroy),
        }
      },
    }
    const store = postgres(deaf)
    const feed = createRevocationFeed({ store, clock, interval: 0.01 })
    await feed.start()
    const told = heard(feed, 'found')
    await one.insertRevocation(revocation('found'))
    await told
    feed.stop()
    await Promise.all([one.close(), other.close(), store.close()])
    await pool.end()
  })

  it('are found by looking where LISTEN is refused', async () => {
    const [one, other, url] = await twoStores()
    const pool = new pg.Pool({ connectionString: url })
    pool.on('error', () => {})
    let refused = 0
    const without: PgPool = {
      async connect() {
        const client = await pool.connect()
        return {
          query(query) {
            if (!query.text.startsWith('LISTEN')) return client.query(query as pg.QueryConfig) // as above
            refused += 1
            return client.query('NO_SUCH_COMMAND')
          },
          release: (destroy) => client.release(destroy),
          on: (event, listener) => client.on(event, listener),
        }
      },
    }
    const store = postgres(without)
    const feed = createRevocationFeed({ store, clock, interval: 0.01 })
    await feed.start()
    const told = heard(feed, 'found')
    await one.insertRevocation(revocation('found'))
    await told
    assert.ok(refused > 0)
    feed.stop()
    await Promise.all([one.close(), other.close(), store.close()])
    await pool.end()
  })

  it('are found by looking where nobody is told, though all may listen', async () => {
    const [one, other, url] = await twoStores()
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    // As docs/operations.md says it for databases without NOTIFY.
    const [, statement = ''] =
      /```sql\n(CREATE OR REPLACE FUNCTION next_revocation.*?)```/s.exec(
        readFileSync('docs/operations.md', 'utf8'),
      ) ?? []
    assert.doesNotMatch(statement, /NOTIFY|^$/)
    await client.query(statement)
    await client.end()
    const feed = createRevocationFeed({ store: other, clock, interval: 0.01 })
    await feed.start()
    for (const subject of ['first', 'second']) {
      const told = heard(feed, subject)
      await one.insertRevocation(revocation(subject))
      await told
    }
    feed.stop()
    await Promise.all([one.close(), other.close()])
  })

  it('become visible in the order of their numbers, so that none is passed over', async () => {
    const [one, other, url] = await twoStores()
    const feed = createRevocationFeed({ store: other, clock, interval: never })
    await feed.start()
    const slow = new pg.Client({ connectionString: url })
    await slow.connect()
    // Takes its number first, and commits last.
    await slow.query('BEGIN')
    const { rows } = await slow.query<{ sequence: string }>(
      `INSERT INTO revocations (kind, subject, revoked_at, expires_at)
        VALUES ('session', 'slow', ${now}, ${now + 600}) RETURNING sequence`,
    )
    const fast = one.insertRevocation(revocation('fast'))
    await waitsForALock(cluster)
    await feed.refresh()
    assert.equal(isRevoked(feed, 'fast'), false)
    await slow.query('COMMIT')
    assert.equal((await fast).sequence, Number(rows[0]?.sequence) + 1)
    await feed.refresh()
    assert.deepEqual([isRevoked(feed, 'slow'), isRevoked(feed, 'fast')], [true, true])
    await slow.end()
    feed.stop()
    await Promise.all([one.close(), other.close()])
  })

  it('leave no gap in their numbers where one was rolled back', async () => {
    const [one, other, url] = await twoStores()
    const first = await one.insertRevocation(revocation('first'))
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query('BEGIN')
    await client.query(
      `INSERT INTO revocations (kind, subject, revoked_at, expires_at) VALUES ('session', 'x', 0, 0)`,
    )
    await client.query('ROLLBACK')
    await client.end()
    const second = await one.insertRevocation(revocation('second'))
    assert.equal(second.sequence, first.sequence + 1)
    await Promise.all([one.close(), other.close()])
  })

  it('are watched for on no connection once the feed has stopped', async () => {
    const [one, other] = await twoStores()
    const pool = new pg.Pool({ connectionString: await cluster.createSchema() })
    pool.on('error', () => {})
    const store = postgres(pool)
    await store.migrate()
    const removed = once(pool, 'remove')
    const feed = createRevocationFeed({ store, clock, interval: never })
    await feed.start()
    const told = heard(feed, 'x')
    await store.insertRevocation(revocation('x'))
    await told
    feed.stop()
    await removed
    await store.close()
    await pool.end()
    await Promise.all([one.close(), other.close()])
  })

  it('are listened to without keeping a process alive that has nothing else to do', async () => {
    const src = new URL('../../src/', import.meta.url).href
    const source = `
      import { createRevocationFeed } from '${src}feed/index.ts'
      import { postgres } from '${src}postgres/index.ts'
      const store = postgres('${await cluster.createSchema()}')
      await store.migrate()
      const feed = createRevocationFeed({ store })
      await feed.start()
      const told = new Promise((resolve) => feed.subscribe(resolve))
      const untilTold = setInterval(() => {}, 60_000)
      await store.insertRevocation({ kind: 'session', subject: 's', revokedAt: 1, expiresAt: 9e9 })
      await told
      clearInterval(untilTold)
    `
    const child = spawn(process.execPath, ['--input-type=module', '--eval', source], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    assert.deepEqual(await once(child, 'close'), [0, null])
  })
})
