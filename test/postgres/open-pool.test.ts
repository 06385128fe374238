import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { postgres } from '../../src/postgres/index.ts'
import { poolOptions } from '../../src/postgres/open-pool.ts'

describe('the pool of a URL', () => {
  const remote = [
    'postgres://a@db.example.com/x',
    'postgres://a@10.0.0.7/x',
    'postgres:///x?host=db',
  ]
  const local = [
    'postgres://a@localhost/x',
    'postgres://a@127.0.0.1:5433/x',
    'postgres://a@[::1]/x',
    'postgres:///x',
    'postgres:///x?host=/var/run/postgresql',
    'postgres://%2Fvar%2Frun%2Fpostgresql/x',
  ]

  it('speaks TLS with another machine, and checks its certificate', () => {
    for (const url of remote) assert.equal(poolOptions(url, {}).ssl, true, url)
    assert.equal(poolOptions('postgres:///x', { PGHOST: 'db.example.com' }).ssl, true)
  })

  it('speaks it as the URL or the environment says', () => {
    for (const url of local) assert.equal(poolOptions(url, {}).ssl, undefined, url)
    for (const said of ['sslmode=disable', 'sslmode=verify-full', 'ssl=true']) {
      assert.equal(poolOptions(`postgres://a@db.example.com/x?${said}`, {}).ssl, undefined)
    }
    assert.equal(poolOptions('postgres://db/x', { PGSSLMODE: 'disable' }).ssl, undefined)
  })

  it('waits for nothing without end', () => {
    const options = poolOptions('postgres://localhost/x', {})
    for (const name of ['connectionTimeoutMillis', 'statement_timeout', 'query_timeout'] as const) {
      assert.ok(Number(options[name]) > 0 && Number(options[name]) <= 2_000, name)
    }
  })
})

describe('postgres()', () => {
  it('refuses what is neither a pool nor a URL', () => {
    for (const database of ['auth.db', 'mysql://db/x', 'postgres://[', {}, undefined]) {
      // @ts-expect-error: what a caller without types might pass on
      assert.throws(() => postgres(database), TypeError)
    }
  })

  it('says when it is used before it is open, or after it was closed', async () => {
    const store = postgres('postgres://localhost/x')
    await assert.rejects(store.findAccountById('a'), /call migrate/)
    await store.close()
    await store.close()
    await assert.rejects(store.findAccountById('a'), /closed/)
  })
})

describe('a pool of the application', () => {
  it('says who waits for a connection, if it can', () => {
    assert.equal(postgres({ ...unused, waitingCount: 4 }).waiting?.(), 4)
    assert.equal(postgres(unused).waiting?.(), 0)
  })
})

const unused = {
  connect: async (): Promise<never> => assert.fail('nobody asked'),
}
