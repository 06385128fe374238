import assert from 'node:assert/strict'
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { describe, it } from 'node:test'
import { GroupWriter } from '../../src/sqlite/group-writer.ts'
import { faultOf } from '../../src/sqlite/faults.ts'
import { openForWriting } from '../../src/sqlite/open-database.ts'
import { openStore, rotationOf, start, storedSession, temporaryDirectory } from './temporary.ts'

const temporary = temporaryDirectory()

describe('faults of SQLite', () => {
  it('S01 a lock held by another process: writes are refused for now, reads go on, and then all is well', async () => {
    const file = temporary('locked.db')
    const store = await openStore(file)
    const { id } = await storedSession(store)
    const other = new DatabaseSync(file)
    other.exec('BEGIN EXCLUSIVE')
    const refused = await Promise.allSettled([store.rotateSession(rotationOf(id, 0)), store.ping()])
    for (const result of refused) {
      assert.ok(result.status === 'rejected')
      assert.deepEqual([result.reason.code, result.reason.retryAfter], ['storage_unavailable', 1])
    }
    assert.equal((await store.findSession(id, start))?.session.generation, 0)
    other.exec('ROLLBACK')
    assert.equal((await store.rotateSession(rotationOf(id, 0)))?.session.generation, 1)
    other.close()
    await store.close()
  })

  it('S02 a full disk: nothing of the group is written, and once there is room all is well', () => {
    const file = temporary('full.db')
    const database = openForWriting({ file, durability: 'full' })
    const writer = new GroupWriter(database, { file, durability: 'full' })
    const write = (...statements: readonly string[]) =>
      writer.write({
        batches: statements.map((sql) => [{ sql, parameters: [] }]),
        patience: 1,
        relaxed: false,
      })
    const fill = 'INSERT INTO full VALUES (hex(zeroblob(40000)))'
    assert.equal(write('CREATE TABLE full (text TEXT)').kind, 'written')
    database.exec('PRAGMA max_page_count = 10')
    assert.equal(write("INSERT INTO full VALUES ('small')", fill).kind, 'unavailable')
    assert.equal(database.prepare('SELECT count(*) AS n FROM full').get()?.['n'], 0)
    assert.equal(write("INSERT INTO full VALUES ('small')").kind, 'written')
    database.exec('PRAGMA max_page_count = 1000')
    assert.equal(write(fill).kind, 'written')
    writer.close()
  })

  it('S03 S04 an error of the disk is fatal, whatever the kind', () => {
    const codes: readonly (readonly [number, string])[] = [
      [1034, 'fatal'], // IOERR_FSYNC
      [778, 'fatal'], // IOERR_WRITE
      [522, 'fatal'], // IOERR_SHORT_READ
      [266, 'fatal'], // IOERR_READ
      [1290, 'fatal'], // IOERR_DIR_FSYNC
      [11, 'fatal'],
      [26, 'fatal'],
      [1032, 'fatal'], // READONLY_DBMOVED
      [13, 'passing'],
      [261, 'passing'], // BUSY_RECOVERY
      [517, 'passing'], // BUSY_SNAPSHOT
      [4874, 'passing'], // IOERR_SHMSIZE
      [2067, 'taken'],
      [1555, 'taken'],
      [787, 'other'], // CONSTRAINT_FOREIGNKEY
      [1, 'other'],
    ]
    for (const [errcode, fault] of codes) {
      assert.equal(faultOf(Object.assign(new Error('disk'), { errcode })), fault, `${errcode}`)
    }
    assert.equal(faultOf(new Error('not of SQLite')), 'other')
  })

  const losses: readonly { readonly id: string; readonly lose: (file: string) => void }[] = [
    { id: 'the file was removed', lose: (file) => rmSync(file) },
    { id: 'the file was replaced', lose: (file) => renameSync(`${file}.other`, file) },
    { id: 'the write-ahead log was removed', lose: (file) => rmSync(`${file}-wal`) },
  ]
  for (const [index, { id, lose }] of losses.entries()) {
    it(`S05 ${id}: acknowledges nothing more and says that the process must restart`, async () => {
      const file = temporary(`lost-${index}.db`)
      await (await openStore(`${file}.other`)).close()
      const fatal: Error[] = []
      const store = await openStore(file, { onFatal: (error) => fatal.push(error) })
      const session = await storedSession(store)
      lose(file)
      const refused = { code: 'storage_unavailable', message: /has to be restarted/ }
      await assert.rejects(store.rotateSession(rotationOf(session.id, 0)), refused)
      await assert.rejects(store.ping(), refused)
      assert.equal(fatal.length, 1)
      assert.match(String(fatal[0]?.cause), /removed or replaced/)
      await store.close()
    })
  }

  it('S04 what is read is damaged: the same, and readers are not told that all is well', async () => {
    const file = temporary('damaged.db')
    const before = await openStore(file)
    const session = await storedSession(before)
    await before.close()
    const fatal: Error[] = []
    const store = await openStore(file, { onFatal: (error) => fatal.push(error) })
    writeFileSync(file, readFileSync(file).fill(0xff, 2 * 4_096), { flag: 'r+' })
    const refused = { code: 'storage_unavailable', message: /has to be restarted/ }
    await assert.rejects(store.findSession(session.id, start), refused)
    await assert.rejects(store.findSession(session.id, start), refused)
    await assert.rejects(store.ping(), refused)
    assert.equal(fatal.length, 1)
    await store.close()
  })
})
