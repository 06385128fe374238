import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createPasswords, verifyPassword } from '../../src/passwords/index.ts'
import { memory } from '../../src/storage/index.ts'
import { createWorld, network, outcomes, phrase } from './world.ts'

const lorenzo = { username: 'lorenzo', email: 'l@example.com', password: phrase }
const signIn = { username: 'lorenzo', password: phrase }
const wrong = { username: 'lorenzo', password: 'wrong' }
const ofEmpty = '$2b$04$fRtVBVum6mJYGxdbJssh8.dLyYJIGaW/5Q0MMibD9evjHr9pZv/Pa'

describe('authenticate', () => {
  it('proves an account by either of its names, in any spelling', async () => {
    const { accounts } = createWorld()
    const account = await accounts.register(lorenzo)
    for (const name of [
      { username: 'LORENZO' },
      { username: 'ｌorenzo' },
      { email: 'L@EXAMPLE.com' },
    ]) {
      const proved = await accounts.authenticate({ ...name, password: phrase })
      assert.deepEqual(proved, { account, passwordVersion: 1 })
    }
  })

  const strangers: readonly [id: string, name: object, code: string][] = [
    ['L01 a wrong password', { username: 'lorenzo' }, 'password_mismatch'],
    [
      'L01 an unknown name (GHSA-jq8w-8q2f-ffm9, logto #8780)',
      { username: 'enzo' },
      'account_unknown',
    ],
    ['L01 an unknown address', { email: 'e@example.com' }, 'account_unknown'],
    ['L09 a name that is none', { username: 'a b' }, 'account_unknown'],
    ['an empty name', { username: '' }, 'account_unknown'],
    ['an address that is none', { email: 'lorenzo' }, 'account_unknown'],
    ['L02 an account without a password', { username: 'invited' }, 'password_mismatch'],
    ['L02 a disabled account', { username: 'disabled' }, 'password_mismatch'],
    ['an account whose hash is damaged', { username: 'damaged' }, 'hash_malformed'],
  ]
  for (const [id, name, code] of strangers) {
    it(`${id} pays for one hash → ${code}`, async () => {
      const world = createWorld()
      await world.accounts.register(lorenzo)
      await world.accounts.register({ username: 'invited' })
      await world.accounts.disable(
        (await world.accounts.register({ username: 'disabled', password: phrase })).id,
      )
      const { id: damaged } = await world.accounts.register({
        username: 'damaged',
        passwordHash: ofEmpty,
      })
      await world.store.upgradePasswordHash({ accountId: damaged, from: ofEmpty, to: '$2b$04$' })
      await assert.rejects(world.accounts.authenticate({ ...name, password: 'wrong' }), { code })
      assert.equal(world.verified, 1)
    })
  }

  it('L02 tells that an account is disabled to whoever knows its password', async () => {
    const { accounts } = createWorld()
    const { id } = await accounts.register(lorenzo)
    await accounts.disable(id)
    await assert.rejects(accounts.authenticate(signIn), { code: 'account_disabled' })
    await accounts.enable(id)
    assert.equal((await accounts.authenticate(signIn)).account.id, id)
  })

  it('wants exactly one name', async () => {
    const { accounts } = createWorld()
    for (const names of [{}, { username: 'lorenzo', email: 'l@example.com' }]) {
      await assert.rejects(accounts.authenticate({ ...names, password: phrase }), {
        code: 'credentials_malformed',
      })
    }
  })

  it('L33 holds every password against the hash, however often it was right', async () => {
    const world = createWorld()
    await world.accounts.register(lorenzo)
    for (let n = 1; n <= 3; n += 1) {
      await world.accounts.authenticate(signIn)
      assert.equal(world.verified, n)
    }
    await assert.rejects(world.accounts.authenticate(wrong), { code: 'password_mismatch' })
  })

  it('L01 asks the store the same questions for known and unknown names', async () => {
    const asked: string[][] = []
    const { accounts } = createWorld({
      knownNetwork: async (id, from) => Boolean(asked.push([id.replace(/_.*/, ''), from])),
    })
    await accounts.register(lorenzo)
    for (const username of ['lorenzo', 'enzo']) {
      await assert.rejects(accounts.authenticate({ username, password: 'wrong' }, { network }))
    }
    assert.deepEqual(asked, [
      ['acc', '203.0.113.0/24'],
      ['acc', '203.0.113.0/24'],
    ])
  })

  it('T09 counts nothing for a client that has gone', async () => {
    const world = createWorld({ limits: { perNameAndNetwork: { burst: 1, interval: 90 } } })
    await world.accounts.register(lorenzo)
    const signal = AbortSignal.abort(new Error('gone'))
    await assert.rejects(world.accounts.authenticate(signIn, { signal }), { message: 'gone' })
    await assert.rejects(world.accounts.authenticate(wrong), { code: 'password_mismatch' })
  })

  it('L05 counts nothing for a password that is too long, and hashes nothing', async () => {
    const world = createWorld({ limits: { perNameAndNetwork: { burst: 1, interval: 90 } } })
    await world.accounts.register(lorenzo)
    const long = { username: 'lorenzo', password: 'x'.repeat(1_025) }
    await assert.rejects(world.accounts.authenticate(long), { code: 'password_too_long' })
    await assert.rejects(world.accounts.authenticate(wrong), { code: 'password_mismatch' })
  })
})

describe('a hash that is weaker than today’s', () => {
  it('is replaced at the next sign-in, once', async () => {
    const { accounts, store } = createWorld()
    const { id } = await accounts.register({ username: 'lorenzo', passwordHash: ofEmpty })
    const { passwordVersion } = await accounts.authenticate({ username: 'lorenzo', password: '' })
    const record = await store.findAccountById(id)
    assert.match(record?.passwordHash ?? '', /^\$argon2id\$/)
    assert.equal(record?.passwordVersion, passwordVersion)
    await verifyPassword(record?.passwordHash ?? '', '')
    await accounts.authenticate({ username: 'lorenzo', password: '' })
    assert.equal((await store.findAccountById(id))?.passwordHash, record?.passwordHash)
  })

  it('stays when the password could not be set today', async () => {
    const { accounts, store } = createWorld()
    const stored = '$2b$04$RhpD3KZS6ncaRNOsTnYl7.MjAnNZvlahvXpJijo41II3CHXiO8ulm'
    const { id } = await accounts.register({ username: 'lorenzo', passwordHash: stored })
    await accounts.authenticate({ username: 'lorenzo', password: 'tab\tand space ' })
    assert.equal((await store.findAccountById(id))?.passwordHash, stored)
  })

  it('L29 never comes back over a password that was changed meanwhile', async () => {
    const world = createWorld()
    const { id } = await world.accounts.register({ username: 'lorenzo', passwordHash: ofEmpty })
    const slow: typeof world.passwords = {
      ...world.passwords,
      async hash(password) {
        const upgraded = await world.passwords.hash(password)
        await world.accounts.setPassword(id, phrase)
        return upgraded
      },
    }
    await world
      .accountsWith({ passwords: slow })
      .authenticate({ username: 'lorenzo', password: '' })
    await world.accounts.authenticate(signIn)
    await assert.rejects(world.accounts.authenticate({ username: 'lorenzo', password: '' }), {
      code: 'password_mismatch',
    })
  })

  it('L28 the version that was proved is the one from before the change', async () => {
    const world = createWorld()
    const { id } = await world.accounts.register(lorenzo)
    const slow: typeof world.passwords = {
      ...world.passwords,
      async verify(stored, password) {
        await world.accounts.setPassword(id, 'another four words')
        return world.passwords.verify(stored, password)
      },
    }
    const proved = await world.accountsWith({ passwords: slow }).authenticate(signIn)
    assert.equal(proved.passwordVersion, 1)
    assert.equal((await world.store.findAccountById(id))?.passwordVersion, 2)
  })
})

describe('many attempts at once', () => {
  it('L21 asks the store nothing while too many passwords wait', async () => {
    const passwords = createPasswords({
      argon2id: { memoryCost: 64 },
      concurrency: 1,
      queueLength: 0,
    })
    const asked: string[] = []
    const store = new Proxy(memory(), {
      get(target, name) {
        asked.push(String(name))
        return Reflect.get(target, name)
      },
    })
    const { accounts } = createWorld({ passwords, store })
    const busy = passwords.hash(phrase)
    asked.length = 0
    await assert.rejects(accounts.authenticate(signIn), { code: 'overloaded', retryAfter: 5 })
    assert.deepEqual(asked, [])
    await busy
  })

  it('L17 L18 200 wrong guesses cost 10 hashes, and the right one among them is refused', async () => {
    const world = createWorld()
    await world.accounts.register(lorenzo)
    const guesses = Array.from({ length: 200 }, (_, n) =>
      world.accounts.authenticate({ username: 'lorenzo', password: `wrong ${n}` }, { network }),
    )
    const right = outcomes([world.accounts.authenticate(signIn, { network })])
    assert.deepEqual(await outcomes(guesses), { password_mismatch: 10, rate_limited: 190 })
    assert.deepEqual(await right, { rate_limited: 1 })
    assert.equal(world.verified, 10)
  })

  it('Q11 200 guesses at a name that nobody has fare the same', async () => {
    const world = createWorld()
    const guess = () => world.accounts.authenticate(wrong, { network })
    assert.deepEqual(await outcomes(Array.from({ length: 200 }, guess)), {
      account_unknown: 10,
      rate_limited: 190,
    })
    assert.equal(world.verified, 10)
    await assert.rejects(guess(), { code: 'rate_limited', retryAfter: 90 })
  })

  it('200 sign-ins with the right password in a row are all well', async () => {
    const { accounts } = createWorld()
    await accounts.register(lorenzo)
    for (let n = 0; n < 200; n += 1) await accounts.authenticate(signIn, { network })
  })
})
