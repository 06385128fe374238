import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { SignInLimits } from '../../src/accounts/index.ts'
import { maxRetryAfter } from '../../src/defaults.ts'
import type { World } from './world.ts'
import { createWorld, network, outcomes, phrase } from './world.ts'

const lorenzo = { username: 'lorenzo', password: phrase }
const limited = { name: 'AuthError', code: 'rate_limited' }

/** One wrong guess; a fresh address each time unless one is given. */
function guesser({ accounts }: Pick<World, 'accounts'>) {
  let address = 0
  return (username: string, from?: string): Promise<unknown> => {
    address += 1
    const source = from ?? `10.${(address >> 8) & 255}.${address & 255}.1`
    return accounts.authenticate({ username, password: 'wrong' }, { network: source })
  }
}

const guesses = async (count: number, guess: (n: number) => Promise<unknown>) =>
  outcomes(Array.from({ length: count }, (_, n) => guess(n)))

describe('the limits of signing in', () => {
  it('Q13 let no more through at the edge of a window', async () => {
    const world = createWorld()
    const guess = guesser(world)
    await guesses(10, () => guess('lorenzo', network))
    world.now += 89
    await assert.rejects(guess('lorenzo', network), { ...limited, retryAfter: 1 })
    world.now += 1
    assert.deepEqual(await guesses(20, () => guess('lorenzo', network)), {
      account_unknown: 1,
      rate_limited: 19,
    })
    world.now += 900
    assert.deepEqual(await guesses(20, () => guess('lorenzo', network)), {
      account_unknown: 10,
      rate_limited: 10,
    })
  })

  const spellings: readonly [id: string, ...names: string[]][] = [
    ['case', 'lorenzo', 'LORENZO', 'Lorenzo'],
    ['width', 'lorenzo', 'ｌｏｒｅｎｚｏ'],
    ['a letter of two', 'strasse', 'Straße', 'STRASSE'],
    ['every name that is none', '', 'a b', 'a@b', 'x'.repeat(65), '\0'],
  ]
  for (const [id, ...names] of spellings) {
    it(`Q08 count ${id} as one name`, async () => {
      const guess = guesser(createWorld())
      const counted = await guesses(60, (n) => guess(names[n % names.length] ?? '', network))
      assert.deepEqual(counted, { account_unknown: 10, rate_limited: 50 })
    })
  }

  const addresses: readonly [id: string, ...addresses: string[]][] = [
    ['Q03 one /64', '2001:db8:1:2::1', '2001:db8:1:2::2', '2001:db8:1:2:ffff::'],
    ['Q04 IPv4 and IPv4-mapped', '203.0.113.7', '::ffff:203.0.113.7', '[::ffff:203.0.113.7]:443'],
    ['Q05 everything that is no address', '', 'unknown', 'localhost', '203.0.113.7.8', '%'],
  ]
  for (const [id, ...from] of addresses) {
    it(`${id} is one network`, async () => {
      const guess = guesser(createWorld())
      const counted = await guesses(60, (n) => guess('lorenzo', from[n % from.length] ?? ''))
      assert.deepEqual(counted, { account_unknown: 10, rate_limited: 50 })
    })
  }

  it('Q09 hold for one account guessed at from 10,000 addresses', async () => {
    const world = createWorld()
    await world.accounts.register(lorenzo)
    const guess = guesser(world)
    assert.deepEqual(await guesses(10_000, () => guess('lorenzo')), {
      password_mismatch: 100,
      rate_limited: 9_900,
    })
    assert.equal(world.verified, 100)
  })

  it('Q09 hold for one password tried on 10,000 accounts from one network', async () => {
    const world = createWorld()
    const guess = guesser(world)
    const sprayed = await guesses(10_000, (n) => guess(`user${n}`, `203.0.113.${n % 256}`))
    assert.deepEqual(sprayed, { account_unknown: 100, rate_limited: 9_900 })
  })

  it('hold for everything together', async () => {
    const world = createWorld({ limits: { overall: { burst: 5, interval: 1 } } })
    const guess = guesser(world)
    assert.deepEqual(await guesses(20, (n) => guess(`user${n}`)), {
      account_unknown: 5,
      rate_limited: 15,
    })
  })

  it('take nothing for an attempt that one of them refuses', async () => {
    const world = createWorld()
    const guess = guesser(world)
    await guesses(500, () => guess('lorenzo', network))
    // 10 of the network's 100 are spent, not 500: another name still has its own 10.
    assert.deepEqual(await guesses(12, () => guess('enzo', network)), {
      account_unknown: 10,
      rate_limited: 2,
    })
  })

  it('L20 let the owner in from a network of a live session while the rest of the world guesses', async () => {
    const world = createWorld({ knownNetwork: async (_, from) => from === '198.51.100.0/24' })
    await world.accounts.register(lorenzo)
    const guess = guesser(world)
    await guesses(200, () => guess('lorenzo'))
    await assert.rejects(world.accounts.authenticate(lorenzo, { network }), limited)
    assert.equal(
      (await world.accounts.authenticate(lorenzo, { network: '198.51.100.9' })).account.username,
      'lorenzo',
    )
    // The known network has no more guesses of its own than any other.
    assert.deepEqual(await guesses(20, () => guess('lorenzo', '198.51.100.9')), {
      password_mismatch: 10,
      rate_limited: 10,
    })
  })

  it('L20 never know a network for a name that nobody has', async () => {
    const world = createWorld({ knownNetwork: async () => true })
    const guess = guesser(world)
    assert.deepEqual(await guesses(200, () => guess('lorenzo')), {
      account_unknown: 100,
      rate_limited: 100,
    })
  })

  it('L20 never know the network of an address that is not known', async () => {
    const limits = { perName: { burst: 3, interval: 36 } }
    const world = createWorld({ knownNetwork: async () => true, limits })
    await world.accounts.register(lorenzo)
    const guess = guesser(world)
    assert.deepEqual(await guesses(10, () => guess('lorenzo', '')), {
      password_mismatch: 3,
      rate_limited: 7,
    })
  })

  it('L20 ask nobody to wait longer than 15 minutes', async () => {
    const hour = { burst: 1, interval: 3_600 }
    const world = createWorld({ limits: { perNameAndNetwork: hour } })
    const guess = guesser(world)
    await guesses(2, () => guess('lorenzo', network))
    await assert.rejects(guess('lorenzo', network), { ...limited, retryAfter: maxRetryAfter })
  })

  it('Q12 give back to the right password what it took, and no guess at anybody else', async () => {
    const world = createWorld()
    await world.accounts.register(lorenzo)
    const guess = guesser(world)
    await guesses(95, (n) => guess(`user${n}`, network))
    await guesses(5, () => guess('lorenzo', network))
    await assert.rejects(world.accounts.authenticate(lorenzo, { network }), limited)
    world.now += 9
    await world.accounts.authenticate(lorenzo, { network })
    assert.deepEqual(await guesses(9, (n) => guess(`other${n}`, network)), {
      account_unknown: 1,
      rate_limited: 8,
    })
    const elsewhere = '198.51.100.1'
    await guesses(9, () => guess('lorenzo', elsewhere))
    await world.accounts.authenticate(lorenzo, { network: elsewhere })
    assert.deepEqual(await guesses(12, () => guess('lorenzo', elsewhere)), {
      password_mismatch: 10,
      rate_limited: 2,
    })
  })

  it('Q10 are kept by the store, for all nodes and after a restart', async () => {
    const world = createWorld()
    const nodes = [world.accountsWith({}), world.accountsWith({})]
    const counted = await guesses(40, (n) =>
      guesser({ accounts: nodes[n % 2] ?? world.accounts })('lorenzo', network),
    )
    assert.deepEqual(counted, { account_unknown: 10, rate_limited: 30 })
    await assert.rejects(world.accountsWith({}).authenticate(lorenzo, { network }), limited)
  })

  it('Q07 are not gone when the store fails', async () => {
    const world = createWorld()
    const failing = { ...world.store, spendBudgets: () => Promise.reject(new Error('disk')) }
    const accounts = world.accountsWith({ store: failing })
    await assert.rejects(accounts.authenticate(lorenzo), { message: 'disk' })
    assert.equal(world.verified, 0)
  })

  it('count under keys that hold no name, and that nobody can make without the secret', async () => {
    const keys = new Set<string>()
    const world = createWorld()
    const watching: typeof world.store = {
      ...world.store,
      spendBudgets(budgets, now) {
        for (const { key } of budgets) keys.add(key)
        return world.store.spendBudgets(budgets, now)
      },
    }
    for (const limitsSecret of [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)]) {
      const accounts = world.accountsWith({ store: watching, limitsSecret })
      await assert.rejects(accounts.authenticate(lorenzo, { network }), { code: 'account_unknown' })
    }
    assert.equal(keys.size, 8)
    for (const key of keys) assert.match(key, /^[A-Za-z0-9_-]{43}$/)
  })

  it('can be switched off', async () => {
    const world = createWorld({ limits: false })
    const guess = guesser(world)
    assert.deepEqual(await guesses(50, () => guess('lorenzo', network)), { account_unknown: 50 })
  })

  it('refuse allowances that are none', () => {
    const bad: readonly SignInLimits[] = [
      { perName: { burst: 0, interval: 1 } },
      { perNetwork: { burst: 1.5, interval: 1 } },
      { overall: { burst: 1, interval: 0 } },
      { perNameAndNetwork: { burst: 1, interval: NaN } },
      { perNameAndNetwork: { burst: 1, interval: Infinity } },
    ]
    for (const limits of bad) assert.throws(() => createWorld({ limits }), RangeError)
  })
})
