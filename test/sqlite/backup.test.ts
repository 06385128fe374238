import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { createInterface } from 'node:readline'
import { DatabaseSync } from 'node:sqlite'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { backupSqlite, restoreSqlite } from '../../src/sqlite/index.ts'
import { finishRestore } from '../../src/storage/sql-store.ts'
import { openStore, start, storedSession, temporaryDirectory } from './temporary.ts'

const temporary = temporaryDirectory()
const writingProcess = fileURLToPath(new URL('writing-process.ts', import.meta.url))
const nothing = async (): Promise<void> => {}

/** Whatever else is there of a file than itself. */
const beside = (file: string): string[] =>
  readdirSync(dirname(file)).filter((name) => name.startsWith(`${basename(file)}.`))

let files = 0
/** A database with one live session. */
async function filled(): Promise<{ readonly file: string; readonly id: string }> {
  const file = temporary(`${(files += 1)}.db`)
  const store = await openStore(file)
  const { id } = await storedSession(store)
  await store.close()
  return { file, id }
}

function edit(file: string, sql: string): void {
  const database = new DatabaseSync(file)
  database.exec(sql)
  database.close()
}

describe('a backup', () => {
  it('F19 is whole under load, and has every write that was acknowledged before it', async () => {
    const [file, backup] = [temporary('busy.db'), temporary('busy-backup.db')]
    const acknowledged = new Map<string, number>()
    const child = spawn(process.execPath, [writingProcess, file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const closed = once(child, 'close')
    let lines = 0
    for await (const line of createInterface(child.stdout)) {
      const [id = '', generation] = line.split(' ')
      acknowledged.set(id, Number(generation))
      lines += 1
      if (lines < 1_000) continue
      backupSqlite(file, backup)
      // What it says from here on came later, or nobody had heard of it.
      break
    }
    child.kill('SIGKILL')
    await closed
    assert.equal(statSync(backup).mode & 0o777, 0o600)
    assert.deepEqual(beside(backup), [])
    const database = new DatabaseSync(backup, { readOnly: true })
    assert.deepEqual(
      { ...database.prepare('PRAGMA integrity_check').get() },
      { integrity_check: 'ok' },
    )
    assert.deepEqual(database.prepare('PRAGMA foreign_key_check').all(), [])
    database.close()
    const store = await openStore(backup)
    assert.equal(acknowledged.size, 16)
    for (const [id, generation] of acknowledged) {
      const found = await store.findSession(id, start)
      assert.ok((found?.session.generation ?? -1) >= generation)
    }
    await store.close()
  })

  it('replaces no file', async () => {
    const { file } = await filled()
    const backup = temporary('precious')
    writeFileSync(backup, 'precious')
    assert.throws(() => backupSqlite(file, backup), { code: 'EEXIST' })
    assert.equal(readFileSync(backup, 'utf8'), 'precious')
  })

  it('is not made of what is damaged or foreign, and leaves nothing behind', async () => {
    const { file } = await filled()
    writeFileSync(file, readFileSync(file).fill(0xff, 8_192, 16_384))
    const foreign = temporary('foreign.db')
    edit(foreign, 'CREATE TABLE mine (x)')
    for (const [from, message] of [
      [file, /damaged/],
      [foreign, /another program/],
    ] as const) {
      const backup = temporary('none.db')
      assert.throws(() => backupSqlite(from, backup), message)
      assert.deepEqual(
        readdirSync(dirname(backup)).filter((name) => name.startsWith('none.db')),
        [],
      )
    }
  })
})

describe('a restore', () => {
  it('puts the backup in the place of the database, which is kept', async () => {
    const [old, other] = [await filled(), await filled()]
    const backup = temporary('good-backup.db')
    backupSqlite(other.file, backup)
    const kept = await restoreSqlite(backup, old.file, nothing)
    assert.equal(statSync(old.file).mode & 0o777, 0o600)
    for (const [file, id] of [
      [old.file, other.id],
      [kept ?? assert.fail('nothing was kept'), old.id],
    ] as const) {
      const store = await openStore(file)
      assert.equal((await store.findSession(id, start))?.session.id, id)
      await store.close()
    }
  })

  it('makes a database where there is none', async () => {
    const { file, id } = await filled()
    const [backup, fresh] = [temporary('moved-backup.db'), temporary('moved.db')]
    backupSqlite(file, backup)
    assert.equal(await restoreSqlite(backup, fresh, nothing), undefined)
    const store = await openStore(fresh)
    assert.equal((await store.findSession(id, start))?.session.id, id)
    await store.close()
  })

  it('touches no database that is in use', async () => {
    const { file, id } = await filled()
    const backup = temporary('idle-backup.db')
    backupSqlite(file, backup)
    const store = await openStore(file)
    await assert.rejects(restoreSqlite(backup, file, nothing), /in use/)
    assert.equal((await store.findSession(id, start))?.session.id, id)
    await storedSession(store)
    await store.close()
    assert.deepEqual(beside(file), [])
    await restoreSqlite(backup, file, nothing)
  })

  it('lets no server start meanwhile', async () => {
    const { file } = await filled()
    const backup = temporary('slow-backup.db')
    backupSqlite(file, backup)
    await restoreSqlite(backup, file, async () => {
      const intruder = new DatabaseSync(file)
      assert.throws(() => intruder.exec('SELECT 1 FROM accounts'), /locked/)
      intruder.close()
    })
  })

  it('changes nothing where something is wrong with the backup', async () => {
    const { file, id } = await filled()
    const whole = temporary('whole-backup.db')
    backupSqlite(file, whole)
    const bad = (name: string, change: (path: string) => void): string => {
      const path = temporary(name)
      writeFileSync(path, readFileSync(whole))
      change(path)
      return path
    }
    for (const [backup, message] of [
      [bad('text', (path) => writeFileSync(path, 'no database at all')), /not a SQLite database/],
      [
        bad('cut', (path) => writeFileSync(path, readFileSync(whole).subarray(0, 50_000))),
        /damaged/,
      ],
      [
        bad('page', (path) => writeFileSync(path, readFileSync(whole).fill(0xff, 8_192, 12_288))),
        /damaged/,
      ],
      [bad('empty', (path) => writeFileSync(path, '')), /nothing in the database/],
      [
        bad('foreign', (path) => {
          rmSync(path)
          edit(path, 'CREATE TABLE mine (x)')
        }),
        /another program/,
      ],
      [
        bad('newer', (path) =>
          edit(path, `INSERT INTO latchkey_migrations VALUES (99, 'x', 'x', 99, 1)`),
        ),
        /run the newer release/,
      ],
    ] as const) {
      await assert.rejects(restoreSqlite(backup, file, nothing), message)
    }
    await assert.rejects(
      restoreSqlite(whole, file, () => Promise.reject(new Error('not like this'))),
      /not like this/,
    )
    assert.deepEqual(beside(file), [])
    const store = await openStore(file)
    assert.equal((await store.findSession(id, start))?.session.id, id)
    await store.close()
  })

  it('replaces a damaged database, and keeps it', async () => {
    const { file, id } = await filled()
    const backup = temporary('spare-backup.db')
    backupSqlite(file, backup)
    const damaged = 'torn '.repeat(5_000)
    writeFileSync(file, damaged)
    const kept = await restoreSqlite(backup, file, nothing)
    assert.equal(readFileSync(`${kept}`, 'utf8'), damaged)
    const store = await openStore(file)
    assert.equal((await store.findSession(id, start))?.session.id, id)
    await store.close()
  })

  it('keeps the log of a database that is gone', async () => {
    const { file, id } = await filled()
    const backup = temporary('gone-backup.db')
    backupSqlite(file, backup)
    writeFileSync(file, '')
    writeFileSync(`${file}-wal`, 'its log')
    const kept = await restoreSqlite(backup, file, nothing)
    assert.equal(readFileSync(`${kept}-wal`, 'utf8'), 'its log')
    const store = await openStore(file)
    assert.equal((await store.findSession(id, start))?.session.id, id)
    await store.close()
  })

  it('ends all sessions, and gives no number of a revocation twice', async () => {
    const { file, id } = await filled()
    const backup = temporary('ending-backup.db')
    backupSqlite(file, backup)
    const later = await openStore(file)
    const end = { reason: 'revoked', now: start, revokeUntil: start + 600 } as const
    const given = await later.endSession({ id, ...end })
    await later.close()
    await restoreSqlite(backup, file, async ({ tables }) => {
      const finish = { now: start + 1, revokeUntil: start + 600 }
      assert.equal(
        await finishRestore(tables ?? assert.fail(), { ...finish, keepSessions: false }),
        1,
      )
    })
    const store = await openStore(file)
    const { session, account } = (await store.findSession(id, start)) ?? assert.fail('gone')
    assert.equal(session.endReason, 'restored')
    const revocations = await store.listRevocations({ after: 0, limit: 10, now: start })
    assert.deepEqual(
      revocations.map(({ kind, subject, issuedUntil }) => [kind, subject, issuedUntil]),
      [
        ['session', id, undefined],
        ['account', account.id, start + 1],
      ],
    )
    assert.ok(revocations.every(({ sequence }) => sequence > (given?.sequence ?? 0)))
    await store.close()
  })
})
