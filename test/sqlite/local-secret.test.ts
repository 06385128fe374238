import assert from 'node:assert/strict'
import {
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname } from 'node:path'
import { describe, it } from 'node:test'
import { sqlite } from '../../src/sqlite/index.ts'
import { temporaryDirectory } from './temporary.ts'

const temporary = temporaryDirectory()
const secretOf = (file: string): Promise<string> | undefined => sqlite(file).localSecret?.()

describe('the local secret', () => {
  it('is made once, for its owner only, and stays the same', async () => {
    const file = temporary('one.db')
    const secrets = await Promise.all([secretOf(file), secretOf(file), secretOf(file)])
    assert.equal(new Set(secrets).size, 1)
    assert.match(`${secrets[0]}`, /^[\w-]{43}$/)
    assert.equal(statSync(`${file}.secret`).mode & 0o777, 0o600)
    const besides = readdirSync(dirname(file)).filter((name) => name.startsWith(basename(file)))
    assert.deepEqual(besides, ['one.db.secret'])
  })

  it('differs from database to database', async () => {
    assert.notEqual(await secretOf(temporary('a.db')), await secretOf(temporary('b.db')))
  })

  const refused: readonly {
    readonly id: string
    readonly make: (file: string) => void
    readonly expect: RegExp
  }[] = [
    {
      id: 'an empty file',
      make: (file) => writeFileSync(file, '', { mode: 0o600 }),
      expect: /empty or too short/,
    },
    {
      id: 'a short secret',
      make: (file) => writeFileSync(file, 'x'.repeat(31), { mode: 0o600 }),
      expect: /empty or too short/,
    },
    {
      id: 'a long line of spaces',
      make: (file) => writeFileSync(file, ' '.repeat(64), { mode: 0o600 }),
      expect: /empty or too short/,
    },
    {
      id: 'a file that the group may read',
      make: (file) => {
        writeFileSync(file, 'x'.repeat(43))
        chmodSync(file, 0o640)
      },
      expect: /chmod 600/,
    },
    {
      id: 'a file that anyone may write',
      make: (file) => {
        writeFileSync(file, 'x'.repeat(43))
        chmodSync(file, 0o602)
      },
      expect: /chmod 600/,
    },
    {
      id: 'a link to a good secret',
      make: (file) => {
        writeFileSync(`${file}.target`, 'x'.repeat(43), { mode: 0o600 })
        symlinkSync(`${file}.target`, file)
      },
      expect: /symbolic link/,
    },
    {
      id: 'a directory',
      make: (file) => mkdirSync(file, { mode: 0o700 }),
      expect: /not a file/,
    },
  ]
  for (const [index, { id, make, expect }] of refused.entries()) {
    it(`refuses ${id}`, async () => {
      const file = temporary(`refused-${index}.db`)
      make(`${file}.secret`)
      await assert.rejects(secretOf(file) ?? Promise.resolve(), expect)
    })
  }

  const isRoot = process.getuid?.() === 0
  it("refuses another user's file", { skip: !isRoot && 'only root can make one' }, async () => {
    const file = temporary('theirs.db')
    writeFileSync(`${file}.secret`, 'x'.repeat(43), { mode: 0o600 })
    chownSync(`${file}.secret`, 65_534, 65_534)
    await assert.rejects(secretOf(file) ?? Promise.resolve(), /another user/)
  })
})
