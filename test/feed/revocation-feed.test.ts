import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { createRevocationFeed } from '../../src/feed/index.ts'
import type { RevocationFeed } from '../../src/feed/index.ts'
import { memory } from '../../src/storage/index.ts'
import type { Revocation, RevocationStore } from '../../src/tokens/index.ts'

const start = 1_800_000_000

const revocation = (subject: string, expiresAt = start + 600): Omit<Revocation, 'sequence'> => ({
  kind: 'session',
  subject,
  issuedUntil: undefined,
  revokedAt: start,
  expiresAt,
})

const knows = (feed: RevocationFeed, sid: string): boolean =>
  feed.revokes({ jti: 'j', sid, sub: 'a', iat: start })

interface World {
  readonly store: RevocationStore
  readonly feed: RevocationFeed
  /** What the store was asked, in order. */
  readonly asked: string[]
  now: number
  /** What the store fails with, if anything. */
  failure: Error | undefined
  readonly errors: unknown[]
}

/** A feed on a memory store that can fail; `store` is another process on the same database. */
function world(): World {
  const store = memory()
  const w: Omit<World, 'feed'> = {
    store,
    asked: [],
    now: start,
    failure: undefined,
    errors: [],
  }
  const feed = createRevocationFeed({
    clock: () => w.now,
    onError: (error) => w.errors.push(error),
    store: {
      insertRevocation: (each) => ask('insert', () => store.insertRevocation(each)),
      listRevocations: (page) => ask('list', () => store.listRevocations(page)),
      dataVersion: () => ask('version', () => store.dataVersion()),
    },
  })
  async function ask<Answer>(what: string, answer: () => Promise<Answer>): Promise<Answer> {
    w.asked.push(what)
    if (w.failure) throw w.failure
    return answer()
  }
  return Object.assign(w, { feed })
}

describe('a revocation feed', () => {
  it('loads every live revocation when it starts, however many pages they fill', async () => {
    const { store, feed, asked } = world()
    for (let i = 0; i < 2_500; i += 1) await store.insertRevocation(revocation(`s${i}`))
    await store.insertRevocation(revocation('expired', start - 1))
    await feed.start()
    feed.stop()
    assert.ok(['s0', 's999', 's1000', 's2499'].every((sid) => knows(feed, sid)))
    assert.equal(knows(feed, 'expired'), false)
    assert.equal(asked.filter((what) => what === 'list').length, 3)
  })

  it('does not start on a store that cannot be read, and can be started again', async () => {
    const w = world()
    w.failure = new Error('disk')
    await assert.rejects(w.feed.start(), /disk/)
    w.failure = undefined
    await w.feed.start()
    w.feed.stop()
    assert.equal(w.feed.viewedAt, start)
  })

  it('knows nothing as of any time before it has looked', () => {
    assert.equal(world().feed.viewedAt, -Infinity)
  })

  it('R18 (a) refuses at once what this process revokes, and only once that is stored', async () => {
    const w = world()
    await w.feed.revoke(revocation('s'))
    assert.ok(knows(w.feed, 's'))
    w.failure = new Error('disk')
    await assert.rejects(w.feed.revoke(revocation('t')), /disk/)
    assert.equal(knows(w.feed, 't'), false)
  })

  it('R18 (b) sees at the next look what another process has revoked', async () => {
    const { store, feed } = world()
    await feed.refresh()
    await store.insertRevocation(revocation('s'))
    assert.equal(knows(feed, 's'), false)
    await feed.refresh()
    assert.ok(knows(feed, 's'))
  })

  it('asks for the list only when something may have been written', async () => {
    const { store, feed, asked } = world()
    for (let i = 0; i < 5; i += 1) await feed.refresh()
    assert.deepEqual(asked, ['version', 'list', 'version', 'version', 'version', 'version'])
    await store.insertRevocation(revocation('s'))
    await feed.refresh()
    assert.deepEqual(asked.slice(6), ['version', 'list'])
  })

  it('does not skip what another process wrote just before an own revocation', async () => {
    const { store, feed } = world()
    await feed.refresh()
    await store.insertRevocation(revocation('theirs'))
    feed.publish([await store.insertRevocation(revocation('ours'))])
    assert.ok(knows(feed, 'ours'))
    assert.equal(knows(feed, 'theirs'), false)
    await feed.refresh()
    assert.ok(knows(feed, 'theirs'))
  })

  it('lists again for a gap even if the store does not say that anything changed', async () => {
    const { store } = world()
    const feed = createRevocationFeed({
      clock: () => start,
      store: { ...store, dataVersion: async () => 1 },
    })
    await feed.refresh()
    await store.insertRevocation(revocation('theirs'))
    feed.publish([await store.insertRevocation(revocation('ours'))])
    await feed.refresh()
    assert.ok(knows(feed, 'theirs'))
  })

  it('misses nothing that is written while it lists', async () => {
    const { store } = world()
    let writesWhileListing = 1
    const feed = createRevocationFeed({
      clock: () => start,
      store: {
        insertRevocation: (each) => store.insertRevocation(each),
        dataVersion: () => store.dataVersion(),
        async listRevocations(page) {
          const found = await store.listRevocations(page)
          while (writesWhileListing > 0) {
            writesWhileListing -= 1
            await store.insertRevocation(revocation('late'))
          }
          return found
        },
      },
    })
    await feed.refresh()
    assert.equal(knows(feed, 'late'), false)
    await feed.refresh()
    assert.ok(knows(feed, 'late'))
  })

  it('tells listeners of each revocation once, until they leave', async () => {
    const { store, feed } = world()
    const heard: string[] = []
    const leave = feed.subscribe((revocations) => {
      heard.push(...revocations.map(({ subject }) => subject))
    })
    const first = await store.insertRevocation(revocation('s'))
    feed.publish([first])
    feed.publish([first])
    await store.insertRevocation(revocation('t'))
    await feed.refresh()
    leave()
    await feed.revoke(revocation('u'))
    assert.deepEqual(heard, ['s', 't'])
  })

  it('refuses before it tells, and survives a listener that throws', async () => {
    const w = world()
    const refused: boolean[] = []
    w.feed.subscribe(() => {
      throw new Error('listener')
    })
    w.feed.subscribe(() => refused.push(knows(w.feed, 's')))
    await w.feed.revoke(revocation('s'))
    assert.deepEqual(refused, [true])
    assert.match(String(w.errors[0]), /listener/)
  })

  it('lets its view grow old while the store fails, and catches up after', async () => {
    const w = world()
    await w.feed.refresh()
    w.now = start + 10
    w.failure = new Error('disk')
    await assert.rejects(w.feed.refresh(), /disk/)
    assert.equal(w.feed.viewedAt, start)
    await w.store.insertRevocation(revocation('s'))
    w.failure = undefined
    await w.feed.refresh()
    assert.equal(w.feed.viewedAt, start + 10)
    assert.ok(knows(w.feed, 's'))
  })

  it('dates its view to before it asked, not to when the answer came', async () => {
    const { store } = world()
    let now = start
    const feed = createRevocationFeed({
      clock: () => now,
      store: {
        ...store,
        async dataVersion() {
          now += 3
          return store.dataVersion()
        },
      },
    })
    await feed.refresh()
    assert.equal(feed.viewedAt, start)
  })

  it('shares one look among callers that overlap', async () => {
    const { feed, asked } = world()
    await Promise.all([feed.refresh(), feed.refresh(), feed.start()])
    feed.stop()
    assert.deepEqual(asked, ['version', 'list'])
  })

  it('keeps looking by itself until it is stopped, also when a look fails', async () => {
    const w = world()
    const feed = createRevocationFeed({
      store: w.store,
      clock: () => w.now,
      interval: 0.001,
    })
    await feed.start()
    const heard = new Promise<void>((resolve) => {
      feed.subscribe(() => resolve())
    })
    await w.store.insertRevocation(revocation('s'))
    const alive = setInterval(() => {}, 1_000) // the feed's own timer keeps no process alive
    await heard
    clearInterval(alive)
    feed.stop()
    assert.ok(knows(feed, 's'))
  })

  it('refuses an interval or a limit that is none', () => {
    for (const interval of [0, -1, Number.NaN, Infinity]) {
      assert.throws(() => createRevocationFeed({ store: memory(), interval }), RangeError)
      assert.throws(() => createRevocationFeed({ store: memory(), limit: interval }), RangeError)
    }
  })

  it('whoever writes what in whichever order, knows it all after a look', async () => {
    const step = fc.constantFrom('theirs', 'ours', 'ours, told late', 'tell', 'look')
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const { store, feed } = world()
        const all: string[] = []
        const heard: number[] = []
        const untold: Revocation[] = []
        feed.subscribe((revocations) => {
          heard.push(...revocations.map(({ sequence }) => sequence))
        })
        for (const [i, what] of steps.entries()) {
          if (what === 'look') await feed.refresh()
          else if (what === 'tell') feed.publish(untold.splice(0).toReversed())
          else {
            all.push(`s${i}`)
            const stored = await store.insertRevocation(revocation(`s${i}`))
            if (what === 'ours') feed.publish([stored])
            if (what === 'ours, told late') untold.push(stored)
          }
        }
        await feed.refresh()
        feed.publish(untold)
        assert.deepEqual(
          all.filter((sid) => !knows(feed, sid)),
          [],
        )
        assert.deepEqual(
          heard.toSorted((a, b) => a - b),
          all.map((_, i) => i + 1),
        )
      }),
    )
  })

  it('looks again when it is told during a look, which may have begun too early', async () => {
    const store = memory()
    let tell: (() => void) | undefined
    let isStopped = false
    const feed = createRevocationFeed({
      clock: () => start,
      interval: 3_600,
      store: {
        ...store,
        watch(onWrite) {
          tell = onWrite
          return { isLive: true, stop: () => (isStopped = true) }
        },
      },
    })
    await feed.start()
    const look = feed.refresh()
    await store.insertRevocation(revocation('s'))
    const heard = new Promise<void>((resolve) => feed.subscribe(() => resolve()))
    tell?.()
    await look
    await heard
    assert.equal(knows(feed, 's'), true)
    feed.stop()
    assert.equal(isStopped, true)
  })
})
