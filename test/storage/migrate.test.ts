import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, describe, it } from 'node:test'
import { sqlite } from '../../src/sqlite/index.ts'

const directory = mkdtempSync(join(tmpdir(), 'latchkey-migrate-'))
after(() => rmSync(directory, { recursive: true, force: true }))

/** A database of this release on which `sql` was run. */
async function databaseWith(name: string, sql: string): Promise<string> {
  const file = join(directory, name)
  const store = sqlite(file)
  await store.migrate()
  await store.close()
  const database = new DatabaseSync(file)
  database.exec(sql)
  database.close()
  return file
}

const newer = (compatibleFrom: number): string =>
  `INSERT INTO latchkey_migrations VALUES (99, 'later', 'x', ${compatibleFrom}, 0)`

describe('migrations', () => {
  it('record what was applied', async () => {
    const file = await databaseWith('fresh.db', '')
    const database = new DatabaseSync(file)
    const [first] = database.prepare('SELECT * FROM latchkey_migrations').all()
    assert.deepEqual([first?.['version'], first?.['name']], [1, 'initial'])
    assert.match(String(first?.['checksum']), /^[0-9a-f]{64}$/)
    database.close()
  })

  it('accept a newer schema that says that this release still runs on it', async () => {
    const store = sqlite(await databaseWith('newer.db', newer(1)))
    await store.migrate()
    await store.ping()
    await store.close()
  })

  it('S13 refuse a newer schema that this release does not know how to use', async () => {
    const store = sqlite(await databaseWith('too-new.db', newer(98)))
    await assert.rejects(store.migrate(), /run the newer release/)
    await store.close()
  })

  it('refuse a database whose migrations were other ones', async () => {
    const changed = "UPDATE latchkey_migrations SET checksum = 'x' WHERE version = 1"
    const store = sqlite(await databaseWith('changed.db', changed))
    await assert.rejects(store.migrate(), /another migration 1/)
    await store.close()
  })
})
