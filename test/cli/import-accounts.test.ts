import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { hashPassword, inspectHash } from '../../src/passwords/index.ts'
import { openAuth, readConfig } from '../../src/server/index.ts'
import { sqlite } from '../../src/sqlite/index.ts'
import { latchkey } from './latchkey.ts'
import type { Run } from './latchkey.ts'

const ofEmpty = '$2b$04$fRtVBVum6mJYGxdbJssh8.dLyYJIGaW/5Q0MMibD9evjHr9pZv/Pa'
/** bcrypt of 'four words of no song'. */
const ofPhrase = '$2b$04$Jq7.J00EyguD1/howIg5terALmK6DYNAswHt2SWz6EJgrcCV2wPd6'
const home = mkdtempSync(join(tmpdir(), 'latchkey-'))
after(() => rmSync(home, { recursive: true }))

let directories = 0
const freshData = (): string => join(home, `data${(directories += 1)}`)

function fileOf(content: string | Uint8Array, extension = 'csv'): string {
  const file = join(home, `file${(directories += 1)}.${extension}`)
  writeFileSync(file, content)
  return file
}

const importFile = (file: string, data: string, ...flags: readonly string[]): Promise<Run> =>
  latchkey(['import', 'accounts', file, '--data', data, '--json', ...flags])

interface Summary {
  readonly imported: number
  readonly alreadyThere: number
  readonly different: number
  readonly refused: number
  readonly ignoredColumns: readonly string[]
  readonly hashes: readonly { scheme: string; cost: number; count: number; seconds: number }[]
}

/** The last line, and the code of each row that was refused. */
function read({ stdout }: Run): { summary: Summary; problems: ReadonlyMap<number, string> } {
  const lines = stdout.trimEnd().split('\n')
  // As ImportReport writes them.
  const summary = JSON.parse(lines.pop() ?? '') as Summary
  const problems = lines.map((line) => JSON.parse(line) as { line: number; code: string })
  return { summary, problems: new Map(problems.map(({ line, code }) => [line, code])) }
}

const csv = (...lines: readonly string[]): string => `${lines.join('\r\n')}\r\n`

async function count(data: string): Promise<number> {
  const { stdout } = await latchkey(['account', 'list', '--json', '--data', data])
  return stdout.split('\n').length - 1
}

/** What another process has made of a data directory so far. */
function rowsIn(data: string): number {
  try {
    const database = new DatabaseSync(join(data, 'latchkey.db'), { readOnly: true })
    try {
      return Number(database.prepare('SELECT count(*) AS n FROM accounts').get()?.['n'])
    } finally {
      database.close()
    }
  } catch {
    return 0
  }
}

const row = (said: object): string => JSON.stringify({ username: 'ada', ...said })

async function identityOf(data: string, uniquifier: string): Promise<object | undefined> {
  const store = sqlite(join(data, 'latchkey.db'))
  await store.migrate()
  const found = await store.findFlaskIdentityByUniquifier(uniquifier)
  await store.close()
  return found
}

describe('import accounts: the uniquifiers of Flask-Security', () => {
  it('are kept, and put in where a run stopped before them', async () => {
    const data = freshData()
    const names = 'email,fs_uniquifier'
    await importFile(fileOf(csv('email', 'a@mine.example')), data)
    const file = fileOf(csv(names, 'a@mine.example,6f1c', 'b@mine.example,6f1d', 'c@mine.example,'))
    const { summary } = read(await importFile(file, data))
    assert.deepEqual([summary.imported, summary.alreadyThere, summary.different], [2, 1, 0])
    for (const uniquifier of ['6f1c', '6f1d']) {
      const found = await identityOf(data, uniquifier)
      assert.ok(found, uniquifier)
      assert.deepEqual(
        { ...found, accountId: '' },
        { accountId: '', uniquifier, passwordVersion: 1, tokensFrom: 0 },
      )
    }
  })

  it('come with the name of tokens and whether the address is confirmed', async () => {
    const data = freshData()
    const names = 'email,fs_uniquifier,fs_token_uniquifier,confirmed_at'
    const rows = ['A@Mine.example,6f1c,7f1c,2024-01-01 00:00:00', 'b@mine.example,6f1d,,']
    await importFile(fileOf(csv(names, ...rows)), data)
    assert.partialDeepStrictEqual(await identityOf(data, '6f1c'), {
      tokenUniquifier: '7f1c',
      confirmedEmail: 'a@mine.example',
    })
    assert.deepEqual(Object.keys((await identityOf(data, '6f1d')) ?? {}).length, 4)
  })

  it('name one account each', async () => {
    const data = freshData()
    const file = fileOf(csv('email,fs_uniquifier', 'a@mine.example,6f1c', 'b@mine.example,6f1c'))
    const { problems } = read(await importFile(file, data))
    assert.deepEqual([...problems.values()], ['account_exists'])
    const first = await identityOf(data, '6f1c')
    await importFile(file, data)
    assert.deepEqual(await identityOf(data, '6f1c'), first)
  })
})

describe('import accounts', () => {
  it('makes 10,000 accounts, and none of them twice', async () => {
    const data = freshData()
    const rows = Array.from({ length: 10_000 }, (_, i) => `user${i},u${i}@mine.example,${ofEmpty}`)
    const file = fileOf(csv('username,email,password', ...rows))
    const first = await importFile(file, data)
    assert.equal(first.code, 0, first.stderr)
    assert.partialDeepStrictEqual(read(first).summary, { imported: 10_000, refused: 0 })
    const second = await importFile(file, data)
    assert.partialDeepStrictEqual(read(second).summary, { imported: 0, alreadyThere: 10_000 })
    assert.equal(await count(data), 10_000)
  })

  it('is finished by a second run when the first was killed', async () => {
    const data = freshData()
    const rows = Array.from({ length: 30_000 }, (_, i) => `user${i},u${i}@mine.example,${ofEmpty}`)
    const file = fileOf(csv('username,email,password', ...rows))
    const bin = join(import.meta.dirname, '../../src/cli/bin.ts')
    const argv = [bin, 'import', 'accounts', '-', '--format', 'csv', '--data', data]
    const child = spawn(process.execPath, argv, { stdio: ['pipe', 'ignore', 'inherit'] })
    child.stdin.on('error', () => {})
    // Standard input stays open: without the signal it would wait for ever.
    child.stdin.write(readFileSync(file))
    const killed = new Promise((resolve) => child.on('exit', (_, signal) => resolve(signal)))
    let there = 0
    while (there < 2_000) {
      await new Promise((resolve) => setImmediate(resolve))
      there = rowsIn(data)
    }
    child.kill('SIGKILL')
    assert.equal(await killed, 'SIGKILL')
    const { summary } = read(await importFile(file, data))
    assert.ok(summary.alreadyThere >= there, `${summary.alreadyThere}`)
    assert.equal(summary.alreadyThere + summary.imported, 30_000)
    assert.equal(await count(data), 30_000)
  })

  it('writes nothing in a dry run', async () => {
    const data = freshData()
    await importFile(fileOf(csv('username', 'ada')), data)
    const digest = (): string =>
      createHash('sha256')
        .update(readFileSync(join(data, 'latchkey.db')))
        .digest('hex')
    const [content, files] = [digest(), readdirSync(data)]
    const file = fileOf(csv('username,password', `ada,${ofEmpty}`, `bea,${ofEmpty}`, 'c d,'))
    const { summary, problems } = read(await importFile(file, data, '--dry-run'))
    assert.partialDeepStrictEqual(summary, { imported: 1, alreadyThere: 1, refused: 1 })
    assert.deepEqual([...problems], [[4, 'username_invalid']])
    const [{ seconds, ...kind }] = summary.hashes as [Summary['hashes'][number]]
    assert.deepEqual(kind, { scheme: 'bcrypt', cost: 3_200, count: 2 })
    assert.ok(seconds > 0)
    assert.deepEqual([digest(), readdirSync(data)], [content, files])
  })

  it('lets people sign in with the password they have, and keeps argon2id of it', async () => {
    const data = freshData()
    const password = 'four words of no song'
    const weak = await hashPassword(password, { argon2id: { memoryCost: 64 } })
    const file = fileOf(
      [
        JSON.stringify({ username: 'ada', password: weak }),
        JSON.stringify({ username: 'bea', password: ofPhrase }),
        JSON.stringify({ username: 'cyd', password: weak, is_active: false }),
        JSON.stringify({ username: 'dee', password: '!unusable' }),
      ].join('\n'),
      'jsonl',
    )
    assert.equal((await importFile(file, data)).code, 0)
    const auth = await openAuth(readConfig({ data }, {}).config, {
      issuer: 'http://127.0.0.1:4711',
    })
    try {
      for (const username of ['ada', 'bea']) await auth.signIn({ username, password })
      await assert.rejects(auth.signIn({ username: 'cyd', password }), { code: 'account_disabled' })
      await assert.rejects(auth.signIn({ username: 'dee', password }), {
        code: 'password_mismatch',
      })
    } finally {
      await auth.close()
    }
    const { stdout } = await latchkey(['export', 'accounts', '--format', 'jsonl', '--data', data])
    for (const line of stdout.trimEnd().split('\n')) {
      // As export writes it.
      const { username, passwordHash } = JSON.parse(line) as Record<string, string>
      if (username !== 'ada' && username !== 'bea') continue
      assert.partialDeepStrictEqual(inspectHash(passwordHash ?? ''), {
        scheme: 'argon2id',
        needsRehash: false,
      })
    }
  })

  it('marks what Flask-Security hashed', async () => {
    const data = freshData()
    const file = fileOf(csv('email,password', `ada@mine.example,${ofEmpty}`, 'bea@mine.example,'))
    const run = await importFile(file, data, '--hashes', 'flask-security')
    assert.equal(run.code, 0, run.stdout)
    const { stdout } = await latchkey(['export', 'accounts', '--format', 'csv', '--data', data])
    assert.ok(stdout.includes(`,ada@mine.example,flask_security$${ofEmpty},`))
    assert.ok(stdout.includes(',bea@mine.example,,'))
  })

  const badRows: readonly [name: string, row: string, code: string][] = [
    ['no JSON', '{', 'json_malformed'],
    ['an array', '[]', 'json_malformed'],
    ['null', 'null', 'json_malformed'],
    ['a member twice', '{"username":"ada","username":"bea"}', 'json_malformed'],
    ['two members that say the same', row({ login: 'bea' }), 'invalid_cell'],
    ['nobody', '{"roles":[]}', 'invalid_cell'],
    ['an empty name', '{"username":""}', 'username_invalid'],
    ['a name with an @', row({ username: 'ada@mine.example' }), 'username_invalid'],
    ['a name that is a list', row({ username: ['ada'] }), 'invalid_cell'],
    ['an address that is none', row({ email: 'canary' }), 'email_invalid'],
    ['a plain password', row({ password: 'canary canary canary' }), 'hash_unsupported'],
    ['a damaged hash', row({ password: ofEmpty.slice(0, -1) }), 'hash_malformed'],
    [
      'a hash that takes for ever',
      row({ password: ofEmpty.replace('$04', '$31') }),
      'hash_too_costly',
    ],
    ['a role with a quote', row({ roles: ['"canary"'] }), 'invalid_cell'],
    ['a role that is a number', row({ roles: [7] }), 'invalid_cell'],
    ['broken JSON in a cell', row({ roles: '[canary' }), 'invalid_cell'],
    ['a date that is none', row({ created_at: '2020-02-31x' }), 'invalid_cell'],
    ['milliseconds', row({ created_at: 1_700_000_000_000 }), 'invalid_cell'],
    ['perhaps', row({ active: 'perhaps' }), 'invalid_cell'],
    ['an id of another system', row({ account_id: 'canary' }), 'invalid_cell'],
    ['a row of 2 MB', row({ bio: 'canary'.repeat(350_000) }), 'row_too_long'],
    ['NUL', row({ username: 'ada\0' }), 'username_invalid'],
  ]
  it('tells the line and the reason of a row it refuses, never its content, and goes on', async () => {
    const data = freshData()
    const file = fileOf([...badRows.map(([, text]) => text), row({})].join('\n'), 'jsonl')
    const run = await importFile(file, data)
    assert.equal(run.code, 4)
    const { summary, problems } = read(run)
    for (const [index, [name, , code]] of badRows.entries()) {
      assert.equal(problems.get(index + 1), code, name)
    }
    assert.partialDeepStrictEqual(summary, { imported: 1, refused: badRows.length })
    assert.doesNotMatch(run.stdout + run.stderr, /canary|\$2b|mine/)
  })

  it('counts exactly what it no longer tells', async () => {
    const file = fileOf(csv('username', ...Array.from({ length: 50 }, () => '"a b"')))
    const { summary, problems } = read(await importFile(file, freshData(), '--max-errors', '3'))
    assert.equal(summary.refused, 50)
    assert.deepEqual([...problems.keys()], [2, 3, 4])
  })

  it('finds names that come twice, however they are written', async () => {
    const rows = ['ada,', 'ADA,', 'ａda,', 'bea,B@mine.example', 'cyd,b@MINE.example', 'dee,']
    const file = fileOf(csv('username,email', ...rows))
    for (const flags of [['--dry-run'], []]) {
      const { summary, problems } = read(await importFile(file, freshData(), ...flags))
      assert.deepEqual([...problems.keys()], [3, 4, 6])
      assert.deepEqual(new Set(problems.values()), new Set(['duplicate']))
      assert.equal(summary.imported, 3)
    }
  })

  it('says on a terminal how far it is, and to a program nothing of it', async () => {
    const file = fileOf(csv('username', 'ada', 'b b'))
    const argv = ['import', 'accounts', file, '--dry-run', '--data', freshData()]
    const { stderr } = await latchkey(argv, { tty: true })
    assert.ok(stderr.includes(`[${'#'.repeat(30)}] 100 %  2 rows\r\u{1b}[K`), stderr)
    for (const options of [{}, { tty: true }]) {
      const quiet = await latchkey('tty' in options ? [...argv, '--json'] : argv, options)
      assert.ok(!quiet.stderr.includes('%'))
    }
  })

  it('finds an id that comes twice', async () => {
    const id = `acc_${'A'.repeat(22)}`
    const file = fileOf(csv('accountId,username', `${id},ada`, `${id},bea`))
    for (const flags of [['--dry-run'], []]) {
      const { problems } = read(await importFile(file, freshData(), ...flags))
      assert.deepEqual([...problems], [[3, 'duplicate']])
    }
  })

  it('takes two accounts for one row for a difference', async () => {
    const data = freshData()
    await importFile(
      fileOf(csv('username,email', 'ada,a@mine.example', 'bea,b@mine.example')),
      data,
    )
    const { summary } = read(
      await importFile(fileOf(csv('username,email', 'ada,b@mine.example')), data),
    )
    assert.partialDeepStrictEqual(summary, { different: 1, imported: 0 })
  })

  it('sees nothing to change where a hash was replaced at a sign-in', async () => {
    const data = freshData()
    const other = await hashPassword('four words of no song')
    await importFile(fileOf(csv('username,password', `ada,${ofEmpty}`)), data)
    const { summary } = read(
      await importFile(fileOf(csv('username,password', `ada,"${other}"`)), data),
    )
    assert.partialDeepStrictEqual(summary, { alreadyThere: 1, different: 0 })
  })
})

describe('hostile CSV', () => {
  const hostile: readonly [
    name: string,
    content: string | Uint8Array,
    imported: number,
    code?: string,
  ][] = [
    [
      'a row without end',
      csv('username', 'ada', `"${'x'.repeat(1_100_000)}"`, 'bea'),
      1,
      'row_too_long',
    ],
    ['a quote without end', csv('username,bio', 'ada,', 'bea,"x', 'cyd,'), 1, 'csv_malformed'],
    [
      'a quote that ends too soon',
      csv('username,bio', 'ada,', 'bea,"x"y', 'cyd,'),
      1,
      'csv_malformed',
    ],
    ['a quote in the middle', csv('username,bio', 'ada,', 'bea,x"y', 'cyd,'), 1, 'csv_malformed'],
    ['a cell too many', csv('username,email', 'ada,,', 'bea,'), 1, 'csv_malformed'],
    ['a cell too few', csv('username,email', 'ada', 'bea,'), 1, 'csv_malformed'],
    ['NUL bytes', csv('username', '\0ada', 'bea'), 1, 'username_invalid'],
    ['a byte order mark', `\u{feff}"username"\nada\n`, 1],
    ['empty lines', 'username\n\n\nada\n\nbea', 2],
    [
      'bytes that are not UTF-8',
      Buffer.concat([Buffer.from('username,bio\nada,'), Buffer.of(0xff), Buffer.from('\nbea,\n')]),
      1,
      'not_utf8',
    ],
    ['a row in a cell', csv('username,bio', 'ada,"x\r\nmallory,y"'), 1],
    ['prototypes', csv('username,__proto__,constructor', 'ada,{},x'), 1],
    ['formulas', csv('username,roles', 'ada,=1+1', 'bea,@SUM(A1)', 'cyd,-1'), 3],
    [
      '10,000 columns',
      csv(
        `username,${Array.from({ length: 9_999 }, (_, i) => `c${i}`).join(',')}`,
        `ada${','.repeat(9_999)}`,
      ),
      1,
    ],
  ]
  for (const [name, content, imported, code] of hostile) {
    it(name, async () => {
      const data = freshData()
      const run = await importFile(fileOf(content), data)
      assert.equal(run.code, code === undefined ? 0 : 4, run.stderr)
      const { summary, problems } = read(run)
      assert.deepEqual([...problems.values()], code === undefined ? [] : [code])
      assert.equal(summary.imported, imported)
      assert.ok(summary.ignoredColumns.length <= 100)
      assert.equal(await count(data), imported)
    })
  }

  it('UTF-16 is no UTF-8', async () => {
    const content = Buffer.from('\u{feff}username\nada\n', 'utf16le')
    assert.equal((await importFile(fileOf(content), freshData())).code, 2)
  })
})

describe('export accounts', () => {
  const data = freshData()
  before(async () => {
    const lines = [
      { username: 'Ada', email: 'Ada@mine.example', password: ofEmpty, roles: ['a,b', '[', '=1'] },
      { username: 'bea', created_at: 1_234_567.875, disabled_at: 1_300_000_000, scope: 'x y' },
      { username: 'ç_é', email: `it's@mine.example` },
    ]
    const file = fileOf(lines.map((line) => JSON.stringify(line)).join('\n'), 'jsonl')
    const run = await importFile(file, data)
    assert.equal(run.code, 0, run.stdout)
  })

  for (const format of ['csv', 'jsonl']) {
    it(`is read back from ${format} without loss, hashes and ids included`, async () => {
      const output = join(home, `out.${format}`)
      const other = freshData()
      const run = await latchkey(['export', 'accounts', '--output', output, '--data', data])
      assert.equal(run.code, 0, run.stderr)
      assert.equal(statSync(output).mode & 0o777, 0o600)
      assert.equal((await importFile(output, other)).code, 0)
      assert.deepEqual(await recordsOf(other), await recordsOf(data))
      assert.equal((await recordsOf(other)).length, 3)
      const again = await importFile(output, other)
      assert.equal(read(again).summary.alreadyThere, 3)
    })
  }

  it('O01 writes no hashes to a terminal unasked', async () => {
    const argv = ['export', 'accounts', '--format', 'csv', '--data', data]
    const refused = await latchkey(argv, { tty: true })
    assert.equal(refused.code, 2)
    assert.equal(refused.stdout, '')
    assert.equal((await latchkey([...argv, '--yes'], { tty: true })).code, 0)
  })

  it('writes more than a page', async () => {
    const many = freshData()
    const names = Array.from({ length: 2_500 }, (_, i) => `user${i}`)
    await importFile(fileOf(csv('username', ...names)), many)
    const { stdout } = await latchkey(['export', 'accounts', '--format', 'jsonl', '--data', many])
    assert.equal(new Set(stdout.trimEnd().split('\n')).size, 2_500)
  })

  it('takes any text of a cell along', async () => {
    const grant = fc.stringMatching(/^[\x21\x23-\x5b\x5d-\x7e]{1,12}$/)
    const rows = fc.array(fc.array(grant, { maxLength: 4 }), { minLength: 1, maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(rows, async (lists) => {
        const lines = lists.map((roles, i) => JSON.stringify({ username: `u${i}`, roles }))
        const [from, to] = [freshData(), freshData()]
        await importFile(fileOf(lines.join('\n'), 'jsonl'), from)
        const { stdout } = await latchkey(['export', 'accounts', '--format', 'csv', '--data', from])
        await importFile(fileOf(stdout), to)
        assert.deepEqual(await recordsOf(to), await recordsOf(from))
      }),
      { numRuns: 10 },
    )
  })
})

async function recordsOf(data: string): Promise<readonly object[]> {
  const store = sqlite(join(data, 'latchkey.db'))
  await store.migrate()
  try {
    return (await store.listAccounts({ limit: 1_000 })).map((record) => ({ ...record }))
  } finally {
    await store.close()
  }
}
