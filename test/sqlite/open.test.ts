import assert from 'node:assert/strict'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { describe, it } from 'node:test'
import { sqlite } from '../../src/sqlite/index.ts'
import { accountRecord, openStore, storedSession, temporaryDirectory } from './temporary.ts'

const temporary = temporaryDirectory()

async function assertRefused(file: string, expected: RegExp): Promise<void> {
  const store = sqlite(file)
  await assert.rejects(store.migrate(), expected)
  await store.close()
}

/** A database of ours with some pages in it. */
async function filled(name: string): Promise<string> {
  const file = temporary(name)
  const store = await openStore(file)
  await Promise.all(Array.from({ length: 200 }, () => storedSession(store)))
  await store.close()
  return file
}

describe('sqlite', () => {
  it('takes the path of a file and nothing else', () => {
    for (const file of [':memory:', '', 'file:auth.db', 'file::memory:?cache=shared']) {
      assert.throws(() => sqlite(file), TypeError)
    }
    // @ts-expect-error: what a program without types might say
    assert.throws(() => sqlite(temporary('a.db'), { durability: 'off' }), TypeError)
  })

  it('makes the file and all that lies beside it for its owner only', async () => {
    const file = temporary('modes.db')
    const store = await openStore(file)
    await storedSession(store)
    for (const each of [file, `${file}-wal`, `${file}-shm`]) {
      assert.equal(statSync(each).mode & 0o777, 0o600, each)
    }
    await store.close()
    assert.equal(existsSync(`${file}-wal`), false)
  })

  it('opens what it made again, and migrates once however often it is asked to', async () => {
    const file = temporary('again.db')
    const first = await openStore(file)
    const { id } = await storedSession(first)
    await first.migrate()
    await first.close()
    const second = await openStore(file)
    assert.equal((await second.findSession(id, 0))?.session.id, id)
    await second.close()
  })

  it('starts from eight stores at once on one new file', async () => {
    const file = temporary('at-once.db')
    const stores = Array.from({ length: 8 }, () => sqlite(file))
    await Promise.all(stores.map((store) => store.migrate()))
    const accounts = stores.map(() => accountRecord())
    await Promise.all(
      stores.map((store, index) => store.insertAccount(accounts[index] ?? accountRecord())),
    )
    assert.equal((await stores[0]?.listAccounts({ limit: 100 }))?.length, 8)
    await Promise.all(stores.map((store) => store.close()))
  })

  it('S05 refuses a directory that does not exist, and makes none', async () => {
    await assertRefused(temporary('missing/auth.db'), /directory of the database does not exist/)
    assert.equal(existsSync(temporary('missing')), false)
  })

  it('S05 refuses a directory in the place of the file', async () => {
    mkdirSync(temporary('directory.db'))
    await assertRefused(temporary('directory.db'), /cannot be opened for writing/)
  })

  it('S05 refuses a file that is no database, and leaves it as it is', async () => {
    const file = temporary('letter.db')
    writeFileSync(file, 'Dear Ada,\n')
    await assertRefused(file, /not a SQLite database/)
    assert.equal(readFileSync(file, 'utf8'), 'Dear Ada,\n')
  })

  it("S05 refuses another program's database, and leaves it as it is", async () => {
    const file = temporary('foreign.db')
    const foreign = new DatabaseSync(file)
    foreign.exec('CREATE TABLE sessions (id TEXT)')
    foreign.close()
    const before = readFileSync(file)
    await assertRefused(file, /belongs to another program/)
    assert.deepEqual(readFileSync(file), before)
  })

  it('S05 refuses to begin anew beside the log of a database that is gone', async () => {
    const file = await filled('gone.db')
    rmSync(file)
    writeFileSync(`${file}-wal`, 'what was written last')
    await assertRefused(file, /the database is gone/)
    assert.equal(existsSync(file), false)
    writeFileSync(file, '')
    await assertRefused(file, /the database is gone/)
  })

  it('S05 refuses a link that leads nowhere', async () => {
    const file = temporary('dangling.db')
    symlinkSync(temporary('nowhere.db'), file)
    await assertRefused(file, /cannot be opened|cannot be created/)
  })

  it('S06 refuses a database with a damaged page', async () => {
    const file = await filled('damaged.db')
    const descriptor = openSync(file, 'r+')
    for (let page = 2; page < 40; page += 1) writeSync(descriptor, 'damage!!', page * 4_096)
    closeSync(descriptor)
    await assertRefused(file, /damaged/)
  })

  it('S06 refuses a database that was cut short', async () => {
    const file = await filled('short.db')
    writeFileSync(file, readFileSync(file).subarray(0, 3 * 4_096))
    await assertRefused(file, /damaged/)
  })

  it('S07 begins where a crash left an empty file', async () => {
    const file = temporary('empty.db')
    writeFileSync(file, '', { mode: 0o600 })
    const store = await openStore(file)
    await store.ping()
    await store.close()
  })

  it('may be opened again once what was wrong is put right', async () => {
    const file = temporary('later/auth.db')
    const store = sqlite(file)
    await assert.rejects(store.migrate(), /does not exist/)
    mkdirSync(temporary('later'))
    await store.migrate()
    await store.ping()
    await store.close()
  })

  it('says what to do before it is open and after it was closed', async () => {
    const store = sqlite(temporary('states.db'))
    await assert.rejects(store.findAccountById('acc_'), /migrate/)
    await assert.rejects(store.enableAccount('acc_'), /migrate/)
    await store.migrate()
    await store.close()
    await store.close()
    await assert.rejects(store.findAccountById('acc_'), /closed/)
    await assert.rejects(store.enableAccount('acc_'), /closed/)
    await assert.rejects(store.migrate(), /closed/)
  })
})
