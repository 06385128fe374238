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

  it('refuses bounds that are none', () => {
    for (const bound of [-1, 1.5, Number.NaN, Infinity]) {
      assert.throws(() => new VerifiedTokens({ maxEntries: bound }), RangeError)
      assert.throws(() => new VerifiedTokens({ maxBytes: bound }), RangeError)
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
