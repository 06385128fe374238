// Out of one database and into the next, and what changed elsewhere meanwhile.
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import type { Auth } from '../../src/auth/index.ts'
import { inspectHash } from '../../src/passwords/index.ts'
import { openAuth, readConfig } from '../../src/server/index.ts'
import { sqlite } from '../../src/sqlite/index.ts'
import type { Store } from '../../src/storage/index.ts'
import { run } from '../interop/run.ts'
import { needs } from '../system/tools.ts'
import { latchkey } from './latchkey.ts'

const home = mkdtempSync(join(tmpdir(), 'latchkey-'))
after(() => rmSync(home, { recursive: true }))
let names = 0
const fresh = (extension = ''): string => join(home, `${(names += 1)}${extension}`)

const salt = '146585145368132386173505678016728509634'
const saltFile = fresh()
writeFileSync(saltFile, salt, { mode: 0o600 })

interface Vector {
  readonly hash?: string
  readonly password: { readonly utf8?: string }
  readonly verify: boolean | 'error'
  readonly password_salt?: string
}
const { vectors } = JSON.parse(
  readFileSync(new URL('../vectors/passwords.json', import.meta.url), 'utf8'),
) as { vectors: readonly Vector[] } // the file beside this test

/** The cheapest hash of every scheme, marked where Flask-Security made it. */
function hashes(): readonly { readonly passwordHash: string; readonly password: string }[] {
  const cheapest = new Map<string, { cost: number; passwordHash: string; password: string }>()
  for (const { hash, password, verify, password_salt: under } of vectors) {
    // Controls can be verified, and no longer be set.
    if (verify !== true || hash === undefined || !password.utf8?.match(/^\P{Cc}+$/u)) continue
    if (under !== undefined && under !== salt) continue
    const passwordHash = under === undefined ? hash : `flask_security$${hash}`
    try {
      const { scheme, cost } = inspectHash(passwordHash)
      const key = `${under !== undefined} ${scheme}`
      if (cost > (cheapest.get(key)?.cost ?? 500_000)) continue
      cheapest.set(key, { cost, passwordHash, password: password.utf8 })
    } catch {
      // Plain text, which is not imported.
    }
  }
  return [...cheapest.values()]
}

async function into(data: string, rows: readonly object[], ...flags: readonly string[]) {
  const file = fresh('.jsonl')
  writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
  const { stdout, code } = await importFile(data, file, ...flags)
  return { code, stdout, summary: JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as object }
}

const importFile = (data: string, file: string, ...flags: readonly string[]) =>
  latchkey(['import', 'accounts', file, '--data', data, '--json', ...flags])

async function outOf(data: string, format: string): Promise<string> {
  const { code, stdout } = await latchkey([
    'export',
    'accounts',
    '--format',
    format,
    '--data',
    data,
  ])
  assert.equal(code, 0)
  return stdout
}

async function using<Result>(data: string, use: (store: Store) => Promise<Result>) {
  const store = sqlite(join(data, 'latchkey.db'))
  await store.migrate()
  try {
    return await use(store)
  } finally {
    await store.close()
  }
}

const everything = (data: string) =>
  using(data, async (store) => {
    const records = await store.listAccounts({ limit: 1_000 })
    const identities = await Promise.all(records.map(({ id }) => store.findFlaskIdentity(id)))
    return records.map((record, at) => ({ ...record, identity: { ...identities[at] } }))
  })

async function signingIn<Result>(data: string, use: (auth: Auth) => Promise<Result>) {
  const { config } = readConfig({ data, flaskSecuritySaltFile: saltFile }, {})
  const auth = await openAuth(config, { issuer: 'http://127.0.0.1:1' })
  try {
    return await use(auth)
  } finally {
    await auth.close()
  }
}

const account = (data: string, email: string) =>
  using(data, async (store) => {
    const found = (await store.findAccountByEmail(email)) ?? assert.fail('no account')
    return { found, identity: await store.findFlaskIdentity(found.id) }
  })

describe('what is exported', () => {
  const kinds = hashes()
  const data = fresh()

  it('is all of an account: imported elsewhere it is the same', async () => {
    assert.ok(kinds.length >= 35, String(kinds.length))
    const rows = kinds.map(({ passwordHash }, i) => ({
      email: `user${i}@mine.example`,
      passwordHash,
      roles: i % 2 ? ['clerk'] : [],
      createdAt: 1_500_000_000 + i,
      active: i !== 3,
      ...(i % 3 > 0 && { fsUniquifier: `6f${i}`, confirmedAt: 1 }),
      ...(i % 3 === 2 && { fsTokenUniquifier: `7f${i}` }),
      ...(i % 5 === 1 && { passwordVersion: 7, fsPasswordVersion: 6, fsTokensFrom: 1.5 }),
    }))
    assert.equal((await into(data, rows)).code, 0)
    const before = await everything(data)
    assert.ok(before.some(({ identity }) => identity.passwordVersion === 6))
    assert.ok(before.some(({ identity }) => identity.confirmedEmail && identity.tokenUniquifier))
    for (const format of ['csv', 'jsonl']) {
      const [file, other] = [fresh(`.${format}`), fresh()]
      writeFileSync(file, await outOf(data, format))
      assert.equal((await importFile(other, file)).code, 0)
      assert.deepEqual(await everything(other), before)
      assert.equal(await outOf(other, format), await outOf(data, format))
    }
  })

  it('signs in with every kind of hash, and then holds argon2id', async () => {
    const [file, other] = [fresh('.csv'), fresh()]
    writeFileSync(file, await outOf(data, 'csv'))
    await importFile(other, file)
    await signingIn(other, async (auth) => {
      for (const [i, { password, passwordHash }] of kinds.entries()) {
        const email = `user${i}@mine.example`
        if (i === 3)
          await assert.rejects(auth.signIn({ email, password }), { code: 'account_disabled' })
        else await assert.doesNotReject(auth.signIn({ email, password }), passwordHash.slice(0, 24))
      }
    })
    for (const { email, passwordHash = '' } of await everything(other)) {
      if (email === 'user3@mine.example') continue
      assert.match(passwordHash, /^\$argon2id\$/)
      assert.equal(inspectHash(passwordHash).needsRehash, false)
    }
  })

  it('verifies in Python', needs('passlib', 'argon2'), async () => {
    const other = fresh()
    const password = 'vier Wörter aus keinem Lied ✓'
    await signingIn(await withDirectory(other), (auth) =>
      auth.accounts.register({ username: 'ada', password }),
    )
    const { passwordHash } = JSON.parse(await outOf(other, 'jsonl')) as { passwordHash: string }
    const script = `
import json, sys
from argon2 import PasswordHasher
from passlib.hash import argon2
said = json.load(sys.stdin)
argon2.set_backend('argon2_cffi')
print(PasswordHasher().verify(said['hash'], said['password']), argon2.verify(said['password'], said['hash']), argon2.verify('x', said['hash']))
`
    const input = JSON.stringify({ hash: passwordHash, password })
    const { stdout, stderr } = await run('/usr/bin/python3', ['-W', 'ignore', '-c', script], {
      input,
    })
    assert.equal(stdout.trim(), 'True True False', stderr)
  })
})

/** `openAuth` makes none. */
async function withDirectory(data: string): Promise<string> {
  await into(data, [])
  return data
}

describe('what changed in a Flask-Security application meanwhile', () => {
  const [old, next, own] = [
    'four words of no song',
    'five words of no song at all',
    'mine alone, since today',
  ]
  const hashOf = (password: string) =>
    vectorsOf.get(password) ?? assert.fail('no hash of the password')
  const vectorsOf = new Map([
    [old, '$2b$04$Jq7.J00EyguD1/howIg5terALmK6DYNAswHt2SWz6EJgrcCV2wPd6'],
    [next, '$2b$04$fRtVBVum6mJYGxdbJssh8.dLyYJIGaW/5Q0MMibD9evjHr9pZv/Pa'],
  ])
  const email = 'ada@mine.example'
  const first = { email, passwordHash: hashOf(old), fsUniquifier: '6f01' }
  const changed = { email, passwordHash: hashOf(next), fsUniquifier: '6f02' }
  const change = { ...changed, previousFsUniquifier: '6f01' }

  it('is taken over: the password, how tokens name the account, and that sessions have ended', async () => {
    const data = fresh()
    await into(data, [first])
    const { refreshToken } = await signingIn(data, (auth) => auth.signIn({ email, password: old }))
    const { summary } = await into(data, [change])
    assert.partialDeepStrictEqual(summary, { updated: 1, different: 0 })
    const { found, identity } = await account(data, email)
    assert.equal(found.passwordHash, hashOf(next))
    assert.partialDeepStrictEqual({ ...identity }, { uniquifier: '6f02', passwordVersion: 2 })
    await signingIn(data, async (auth) => {
      await assert.rejects(auth.signIn({ email, password: old }), { code: 'password_mismatch' })
      await assert.rejects(auth.renew(refreshToken), { code: 'session_ended' })
    })
    assert.partialDeepStrictEqual((await into(data, [change])).summary, {
      updated: 0,
      alreadyThere: 1,
    })
  })

  it('never puts an older password in the place of a newer one', async () => {
    const data = fresh()
    await into(data, [first])
    await into(data, [change])
    await into(data, [
      { ...changed, passwordHash: hashOf(old), fsUniquifier: '6f03', previousFsUniquifier: '6f02' },
    ])
    const before = await everything(data)
    for (const row of [change, { ...first, previousFsUniquifier: '6f00' }]) {
      const { code, stdout } = await into(data, [row])
      assert.equal(code, 4)
      assert.match(stdout, /"code":"account_changed"/)
    }
    // Without a word about what it replaces, a row changes nothing at all.
    for (const row of [first, changed]) await into(data, [row])
    assert.deepEqual(await everything(data), before)
  })

  it('leaves a password that changed here', async () => {
    const data = fresh()
    await into(data, [first])
    const { found } = await account(data, email)
    await signingIn(data, (auth) => auth.accounts.setPassword(found.id, own))
    const before = await everything(data)
    assert.match((await into(data, [change])).stdout, /"code":"account_changed"/)
    assert.deepEqual(await everything(data), before)
  })

  it('finishes a run that was killed between the password and the name', async () => {
    const data = fresh()
    await into(data, [first])
    const { found } = await account(data, email)
    await using(data, (store) =>
      store.updatePassword({
        accountId: found.id,
        passwordHash: hashOf(next),
        passwordVersion: 1,
        exceptSession: undefined,
        now: 1,
        revokeUntil: 2,
      }),
    )
    assert.partialDeepStrictEqual((await into(data, [change])).summary, { updated: 1 })
    const { identity, found: now } = await account(data, email)
    assert.partialDeepStrictEqual(
      { ...identity },
      { uniquifier: '6f02', passwordVersion: now.passwordVersion },
    )
  })

  it('comes before the name of an account that is being imported, and leaves one that is ours', async () => {
    for (const [passwordHash, code] of [
      [`flask_security$${hashOf(old)}`, 0],
      [hashOf(old), 4],
    ] as const) {
      const data = fresh()
      await into(data, [{ email, passwordHash }])
      assert.equal((await into(data, [change])).code, code)
      const { found } = await account(data, email)
      assert.equal(found.passwordHash === hashOf(next), code === 0)
    }
  })

  it('disables and enables, and changes nothing in a dry run', async () => {
    const data = fresh()
    await into(data, [first])
    const off = { ...first, previousFsUniquifier: '6f01', active: false }
    for (const [row, isOff] of [
      [off, true],
      [{ ...off, active: true }, false],
    ] as const) {
      assert.partialDeepStrictEqual((await into(data, [row], '--dry-run')).summary, { updated: 1 })
      assert.equal((await account(data, email)).found.disabledAt !== undefined, !isOff)
      assert.partialDeepStrictEqual((await into(data, [row])).summary, { updated: 1 })
      assert.equal((await account(data, email)).found.disabledAt !== undefined, isOff)
    }
  })

  it('knows the account by its name for tokens, though its address changed', async () => {
    const data = fresh()
    await into(data, [first])
    const { code } = await into(data, [{ ...first, email: 'countess@mine.example' }])
    assert.equal(code, 4)
    assert.equal((await everything(data)).length, 1)
  })

  it('is told by an earlier file, which must not be the later one', async () => {
    const data = fresh()
    const [monday, tuesday] = [fresh('.jsonl'), fresh('.jsonl')]
    const same = { email: 'bea@mine.example', fsUniquifier: '7f01', active: true }
    writeFileSync(
      monday,
      [{ ...first, active: true }, same].map((row) => JSON.stringify(row)).join('\n'),
    )
    writeFileSync(
      tuesday,
      [{ ...changed, active: false }, same].map((row) => JSON.stringify(row)).join('\n'),
    )
    utimesSync(monday, 1_700_000_000, 1_700_000_000)
    await importFile(data, monday)
    // What an operator switched off here stays so where nothing changed there.
    const { found } = await account(data, same.email)
    await signingIn(data, (auth) => auth.accounts.disable(found.id))
    const { code, stdout } = await importFile(data, tuesday, '--since', monday)
    assert.equal(code, 0, stdout)
    assert.match(stdout, /"updated":1,"alreadyThere":1/)
    for (const each of [email, same.email]) {
      assert.notEqual((await account(data, each)).found.disabledAt, undefined)
    }
    assert.equal((await importFile(data, monday, '--since', tuesday)).code, 2)
  })

  it('knows a hash of ours that comes back from there', async () => {
    const data = fresh()
    const hash =
      '$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'
    await into(data, [{ ...first, passwordHash: `latchkey$${hash}` }], '--hashes', 'flask-security')
    assert.equal((await account(data, email)).found.passwordHash, hash)
  })
})
