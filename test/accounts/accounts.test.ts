import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createWorld, outcomes, phrase } from './world.ts'

const lorenzo = { username: 'Lorenzo', email: 'Lorenzo@Example.com', password: phrase }
const ofEmpty = '$2b$04$fRtVBVum6mJYGxdbJssh8.dLyYJIGaW/5Q0MMibD9evjHr9pZv/Pa'

describe('register', () => {
  it('makes an account that holds nothing that proves it', async () => {
    const { accounts, now } = createWorld()
    const account = await accounts.register({
      ...lorenzo,
      roles: ['admin', 'admin'],
      scopes: ['orders:read'],
    })
    assert.match(account.id, /^acc_[A-Za-z0-9_-]{22}$/)
    assert.deepEqual(account, {
      id: account.id,
      username: 'Lorenzo',
      email: 'Lorenzo@Example.com',
      roles: ['admin'],
      scopes: ['orders:read'],
      createdAt: now,
      disabledAt: undefined,
    })
    assert.ok(Object.isFrozen(account) && Object.isFrozen(account.roles))
    assert.deepEqual(await accounts.find(account.id), account)
    assert.deepEqual(await accounts.findByUsername('LORENZO'), account)
    assert.deepEqual(await accounts.findByEmail('lorenzo@example.COM'), account)
  })

  it('L26 makes one account of 50 registrations at once', async () => {
    const { accounts } = createWorld()
    const names = ['lorenzo', 'LORENZO', 'ｌorenzo', 'lorenzo', 'Lorenzo']
    const attempts = Array.from({ length: 50 }, (_, index) =>
      accounts.register({ username: names[index % names.length] ?? '', password: phrase }),
    )
    assert.deepEqual(await outcomes(attempts), { ok: 1, account_exists: 49 })
    assert.equal((await accounts.list()).length, 1)
  })

  it('L26 makes one account of 50 registrations of one e-mail address', async () => {
    const { accounts } = createWorld()
    const attempts = Array.from({ length: 50 }, (_, index) =>
      accounts.register({ username: `user${index}`, email: 'L@Example.com', password: phrase }),
    )
    assert.deepEqual(await outcomes(attempts), { ok: 1, account_exists: 49 })
    assert.equal((await accounts.list()).length, 1)
  })

  const refused: readonly [id: string, change: object, expect: object][] = [
    ['a name that is none', { username: 'a@b.example' }, { code: 'username_invalid' }],
    ['an address that is none', { email: 'lorenzo' }, { code: 'email_invalid' }],
    ['L24 a short password', { password: 'short' }, { code: 'password_too_short' }],
    ['L24 a common password', { password: 'passwordpassword' }, { code: 'password_common' }],
    ['L24 the e-mail address', { password: 'lorenzo@example.com' }, { code: 'password_common' }],
    ['L05 a long password', { password: 'x'.repeat(1_025) }, { code: 'password_too_long' }],
    ['L07 a NUL', { password: `${phrase}\0` }, { code: 'password_malformed' }],
    [
      'a hash of nothing we know',
      { password: undefined, passwordHash: 'md5' },
      { code: 'hash_unsupported' },
    ],
    [
      'a damaged hash',
      { password: undefined, passwordHash: '$argon2id$' },
      { code: 'hash_malformed' },
    ],
    ['both', { passwordHash: ofEmpty }, { name: 'TypeError' }],
    ['a role with a space', { roles: ['a b'] }, { name: 'TypeError' }],
    ['a scope with a quote', { scopes: ['a"b'] }, { name: 'TypeError' }],
    ['an empty scope', { scopes: [''] }, { name: 'TypeError' }],
    [
      'more roles than a token carries',
      { roles: Array.from({ length: 300 }, (_, n) => `role-${n}`) },
      { name: 'TypeError' },
    ],
  ]
  for (const [id, change, expect] of refused) {
    it(`refuses ${id} and keeps nothing`, async () => {
      const { accounts } = createWorld()
      await assert.rejects(accounts.register({ ...lorenzo, ...change }), expect)
      assert.deepEqual(await accounts.list(), [])
    })
  }

  it('L12 takes no member that it does not know', async () => {
    const { accounts, store } = createWorld()
    const assigned = {
      id: 'acc_mine',
      isAdmin: true,
      disabledAt: 1,
      passwordVersion: 9,
      usernameKey: 'x',
    }
    const account = await accounts.register({ ...lorenzo, ...assigned })
    assert.notEqual(account.id, 'acc_mine')
    const record = await store.findAccountById(account.id)
    assert.partialDeepStrictEqual(record, { passwordVersion: 1, usernameKey: 'lorenzo' })
    assert.ok(record && !('isAdmin' in record))
    const updated = await accounts.update(account.id, { ...assigned, username: 'enzo' })
    assert.equal(updated.id, account.id)
    assert.equal(updated.disabledAt, undefined)
  })
})

describe('update', () => {
  it('changes names, roles and scopes', async () => {
    const { accounts } = createWorld()
    const { id } = await accounts.register(lorenzo)
    const changed = await accounts.update(id, {
      username: 'Enzo',
      email: 'e@example.com',
      roles: ['a'],
      scopes: ['b'],
    })
    assert.partialDeepStrictEqual(changed, {
      id,
      username: 'Enzo',
      email: 'e@example.com',
      roles: ['a'],
      scopes: ['b'],
    })
    assert.equal(await accounts.findByUsername('lorenzo'), undefined)
    assert.deepEqual(await accounts.findByUsername('enzo'), changed)
    assert.equal((await accounts.update(id, { email: null })).email, undefined)
    assert.equal(await accounts.findByEmail('e@example.com'), undefined)
    assert.deepEqual(await accounts.update(id, {}), await accounts.find(id))
  })

  it('refuses a name that is taken, in any spelling', async () => {
    const { accounts } = createWorld()
    await accounts.register(lorenzo)
    const { id } = await accounts.register({
      username: 'enzo',
      email: 'e@example.com',
      password: phrase,
    })
    await assert.rejects(accounts.update(id, { username: 'LORENZO' }), { code: 'account_exists' })
    await assert.rejects(accounts.update(id, { email: 'lorenzo@EXAMPLE.com' }), {
      code: 'account_exists',
    })
    await assert.rejects(accounts.update(id, { username: 'e n z o' }), { code: 'username_invalid' })
    await assert.rejects(accounts.update('acc_none', { roles: [] }), { code: 'account_unknown' })
    assert.equal((await accounts.update(id, { username: 'ENZO' })).username, 'ENZO')
  })
})

describe('list', () => {
  it('goes through all accounts page by page', async () => {
    const { accounts } = createWorld()
    for (let n = 0; n < 7; n += 1) await accounts.register({ username: `user${n}` })
    const all = await accounts.list()
    const pages = [await accounts.list({ limit: 5 })]
    pages.push(await accounts.list({ limit: 5, after: pages[0]?.at(-1)?.id ?? '' }))
    assert.deepEqual(pages.flat(), all)
    assert.deepEqual(
      all.map(({ id }) => id),
      all.map(({ id }) => id).toSorted(),
    )
    for (const limit of [0, -1, 1.5, 1_001, NaN])
      await assert.rejects(accounts.list({ limit }), RangeError)
  })
})

describe('finding what no account can be called', () => {
  for (const name of ['', 'a b', "' OR 1=1--", '__proto__', 'constructor', 'x'.repeat(10_000)]) {
    it(`finds nothing for ${JSON.stringify(name.slice(0, 20))}`, async () => {
      const { accounts } = createWorld()
      await accounts.register(lorenzo)
      assert.equal(await accounts.findByUsername(name), undefined)
      assert.equal(await accounts.findByEmail(`${name}@example.com`), undefined)
      assert.equal(await accounts.find(name), undefined)
    })
  }
})
