import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { VerifiedTokens } from '../../src/tokens/verified-tokens.ts'

interface Entry {
  readonly expiresAt: number
  readonly name: string
}

const create = (maxEntries: number, maxBytes = 1e9): VerifiedTokens<Entry> =>
  new VerifiedTokens({ maxEntries, maxBytes })

/** What a verifier does: looks a token up, and adds it when it is not there. Whether it was there. */
function visit(cache: VerifiedTokens<Entry>, name: string, expiresAt = 100, now = 0): boolean {
  const found = cache.find(name)
  if (found) assert.equal(found.name, name)
  else cache.add(name, { expiresAt, name }, now)
  return found !== undefined
}

/** Seen twice each, and so kept, in this order. */
const keeping = (maxEntries: number, names: readonly string[]): VerifiedTokens<Entry> => {
  const cache = create(maxEntries)
  for (const name of names) for (let use = 0; use < 2; use += 1) visit(cache, name)
  return cache
}
const left = (cache: VerifiedTokens<Entry>, names: readonly string[]): string =>
  names.filter((name) => cache.find(name)).join(' ')

describe('the memory for verified tokens', () => {
  it('J61 has an entry of its own for every text, whatever the texts share', () => {
    const cache = create(10)
    for (const token of ['h.p.s', 'h.p.t', 'h.q.s', 'g.p.s', 'h.p.s ', 'h.p.S']) {
      assert.equal(cache.find(token), undefined)
      cache.add(token, { expiresAt: 1, name: token }, 0)
    }
    assert.equal(cache.find('h.p.s')?.name, 'h.p.s')
  })

  it('J61 does not take names of members of every object for tokens', () => {
    const cache = create(10)
    for (const name of ['__proto__', 'constructor', 'toString']) {
      assert.equal(cache.find(name), undefined)
    }
  })

  it('stays within its number of entries', () => {
    const cache = create(100)
    for (let i = 0; i < 1_000; i += 1) visit(cache, `t${i % 700}`)
    assert.equal(cache.size, 100)
  })

  it('stays within its bytes', () => {
    const cache = create(1_000, 50_000)
    for (let i = 0; i < 1_000; i += 1) {
      visit(cache, `t${i}`.padEnd(500, '.'))
      assert.ok(cache.bytes <= 50_000)
    }
    assert.ok(cache.size > 25)
  })

  it('does not take in what is larger than all of it, nor anything when it has no room at all', () => {
    const small = create(10, 2_000)
    visit(small, 'x'.repeat(5_000))
    assert.equal(small.size, 0)
    const none = create(0)
    visit(none, 'x')
    assert.equal(none.size, 0)
  })

  it('lets a flood of tokens that come once pass by the ones in use', () => {
    const cache = create(1_000)
    const inUse = Array.from({ length: 800 }, (_, i) => `user-${i}`)
    for (const token of [...inUse, ...inUse]) visit(cache, token)
    let hits = 0
    let visits = 0
    for (let once = 0; once < 50_000; once += 1) {
      visit(cache, `once-${once}`)
      if (once % 10 !== 0) continue
      visits += 1
      if (visit(cache, inUse[visits % inUse.length] ?? '')) hits += 1
    }
    assert.equal(visits, 5_000)
    assert.equal(
      hits,
      visits,
      'ten strangers to each known token, and all of those are still known',
    )
  })

  it('takes in new tokens in use while the flood lasts', () => {
    const cache = create(1_000)
    for (let i = 0; i < 1_000; i += 1) visit(cache, `old-${i}`)
    for (let i = 0; i < 1_000; i += 1) visit(cache, `old-${i}`)
    let hits = 0
    for (let round = 0; round < 200; round += 1) {
      for (let user = 0; user < 20; user += 1) if (visit(cache, `new-${user}`)) hits += 1
      for (let i = 0; i < 50; i += 1) visit(cache, `once-${round}-${i}`)
    }
    assert.ok(hits > 0.95 * 200 * 20, `${hits} of 4,000`)
  })

  it('makes room among the kept from those that are not used any more', () => {
    const cache = create(1_000)
    const visitTwice = (name: string): void => {
      visit(cache, name)
      visit(cache, name)
    }
    for (let i = 0; i < 1_000; i += 1) visitTwice(`old-${i}`)
    let hits = 0
    for (let i = 0; i < 900; i += 1) {
      for (let used = 0; used < 50; used += 1) if (visit(cache, `old-${used}`)) hits += 1
      visitTwice(`new-${i}`)
    }
    const known = Array.from({ length: 900 }, (_, i) => cache.find(`new-${i}`))
    assert.equal(known.filter(Boolean).length, 900)
    assert.ok(hits > 0.999 * 900 * 50, `${hits} of 45,000`)
  })

  it('lets an expired token go before one that is used, however often it was used', () => {
    const cache = create(10)
    for (let i = 0; i < 10; i += 1) {
      for (let use = 0; use < 3; use += 1) visit(cache, `t${i}`, i < 5 ? 50 : 100)
    }
    for (let i = 0; i < 5; i += 1) {
      visit(cache, `new-${i}`, 100, 60)
      visit(cache, `new-${i}`, 100, 60)
    }
    for (let i = 5; i < 10; i += 1) assert.ok(cache.find(`t${i}`), `t${i}`)
  })

  it('forgets what has expired although there is room', () => {
    const cache = create(10_000)
    for (let now = 0; now < 5_000; now += 1) {
      visit(cache, `t${now}`, now + 100, now)
      if (now % 2 === 0) visit(cache, `t${now}`, now + 100, now)
      assert.ok(cache.size <= 400, `${cache.size} known of 100 live`)
    }
  })

  it('forgets a token that is deleted, and its bytes', () => {
    const cache = create(10)
    visit(cache, 'a')
    visit(cache, 'b')
    visit(cache, 'b')
    cache.delete('a')
    cache.delete('b')
    cache.delete('c')
    assert.equal(cache.find('a'), undefined)
    assert.equal(cache.find('b'), undefined)
    assert.deepEqual([cache.size, cache.bytes], [0, 0])
  })

  it('has one entry for a token that is added again, the latest', () => {
    const cache = create(10)
    cache.add('a', { expiresAt: 10, name: 'first' }, 0)
    const { bytes } = cache
    cache.add('a', { expiresAt: 20, name: 'second' }, 0)
    assert.deepEqual([cache.size, cache.bytes], [1, bytes])
    assert.equal(cache.find('a')?.name, 'second')
  })

  it('takes a token for 600 bytes and two for each character, and fills its bytes to the last', () => {
    const cache = create(10, 1_600)
    visit(cache, 'a'.repeat(100))
    assert.equal(cache.bytes, 800)
    visit(cache, 'b'.repeat(100))
    assert.deepEqual([cache.size, cache.bytes], [2, 1_600])
    const one = create(10, 800)
    visit(one, 'a'.repeat(100))
    assert.equal(one.size, 1)
    visit(one, 'b'.repeat(101))
    assert.equal(one.size, 1, 'too large for all of it')
    assert.ok(one.find('a'.repeat(100)))
  })

  it('has room for one', () => {
    const cache = create(1)
    visit(cache, 'a')
    assert.equal(visit(cache, 'a'), true)
    visit(cache, 'b')
    assert.deepEqual([cache.size, visit(cache, 'b')], [1, true])
  })

  it('lets go of an expired token in the second in which it expires', () => {
    const cache = create(10)
    visit(cache, 'a', 10, 0)
    visit(cache, 'b', 20, 10)
    assert.equal(cache.size, 1)
  })

  it('spares among the kept what was used since it was last looked at, and only that', () => {
    const names = ['a', 'b', 'c']
    const used = (): VerifiedTokens<Entry> => {
      const cache = keeping(3, names)
      assert.equal(left(cache, ['b', 'a']), 'b a')
      visit(cache, 'd')
      return cache
    }
    assert.equal(left(used(), [...names, 'd']), 'a b d')
    const cache = used()
    cache.find('d')
    visit(cache, 'e')
    assert.equal(left(cache, [...names, 'd', 'e']), 'b d e', 'a was spared once')
  })

  it('lets go of what has expired though it is used, and of what is live and used not', () => {
    const cache = create(3)
    for (const [name, expiresAt] of [
      ['a', 100],
      ['b', 50],
      ['c', 100],
    ] as const) {
      for (let use = 0; use < 3; use += 1) visit(cache, name, expiresAt)
    }
    visit(cache, 'd', 100, 50)
    assert.equal(left(cache, ['a', 'b', 'c', 'd']), 'a c d')
  })

  it('looks at sixteen at most to make room', () => {
    const names = Array.from({ length: 20 }, (_, i) => `t${i}`)
    const cache = keeping(20, names)
    assert.equal(left(cache, names), names.join(' '))
    visit(cache, 'new')
    assert.equal(left(cache, names), names.filter((name) => name !== 't16').join(' '))
  })

  it('makes room among those on trial when they are more than a tenth, and else among the kept', () => {
    const kept = Array.from({ length: 9 }, (_, i) => `kept-${i}`)
    const tenth = keeping(10, kept)
    visit(tenth, 'trial')
    visit(tenth, 'new')
    assert.equal(
      left(tenth, [...kept, 'trial', 'new']),
      [...kept.slice(1), 'trial', 'new'].join(' '),
    )
    const more = keeping(10, kept.slice(1))
    for (const name of ['first', 'second', 'third']) visit(more, name)
    assert.equal(left(more, [...kept, 'first']), kept.slice(1).join(' '))
    assert.equal(left(more, ['second', 'third']), 'second third')
  })

  it('refuses bounds that are none', () => {
    for (const bound of [-1, 1.5, Number.NaN, Infinity]) {
      assert.throws(() => create(bound), /^RangeError: maxEntries: expected/)
      assert.throws(() => create(1, bound), /^RangeError: maxBytes: expected/)
    }
  })

  it('whatever is done to it, stays within its bounds and never mixes entries up', () => {
    const step = fc.record({
      token: fc.integer({ min: 0, max: 30 }).map((i) => `t${i}`),
      what: fc.constantFrom('visit', 'visit', 'visit', 'delete'),
      expiresAt: fc.integer({ min: 0, max: 40 }),
    })
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 300 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 600, max: 8_000 }),
        (steps, maxEntries, maxBytes) => {
          const cache = create(maxEntries, maxBytes)
          for (const [now, { token, what, expiresAt }] of steps.entries()) {
            if (what === 'visit') visit(cache, token, expiresAt, now / 10)
            else cache.delete(token)
            assert.ok(cache.size <= maxEntries)
            assert.ok(cache.bytes >= 0 && cache.bytes <= maxBytes)
          }
        },
      ),
    )
  })
})
