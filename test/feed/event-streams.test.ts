import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { feedBacklog, feedPageSize, maxFeedEventBytes, maxTokenLength } from '../../src/defaults.ts'
import { createRevocationStreams } from '../../src/feed/index.ts'
import type { RevocationStreams } from '../../src/feed/index.ts'
import { memory } from '../../src/storage/index.ts'
import type { Store } from '../../src/storage/index.ts'
import type { Revocation, RevocationEvent } from '../../src/tokens/index.ts'
import { refusal, start, testClock } from '../tokens/issuer.ts'
import type { TestClock } from '../tokens/issuer.ts'
import { StreamReader } from './stream-reader.ts'

interface World {
  readonly store: Store
  readonly clock: TestClock
  readonly streams: RevocationStreams
  readonly errors: unknown[]
  /** Writes one and says so, as the feed of the issuer does. */
  readonly revoke: (subject: string, expiresAt?: number) => Promise<Revocation>
  readonly open: (after?: number, holder?: string) => StreamReader
}

function world(options: { limit?: number; store?: Store } = {}): World {
  const { store = memory() } = options
  const clock = testClock()
  const errors: unknown[] = []
  let tell: (() => void) | undefined
  const feed = {
    subscribe: (listener: () => void) => {
      tell = listener
      return () => {}
    },
  }
  const streams = createRevocationStreams({
    store,
    clock,
    feed,
    onError: (error) => errors.push(error),
    random: () => 0,
    ...(options.limit !== undefined && { limit: options.limit }),
  })
  return {
    store,
    clock,
    streams,
    errors,
    open: (after, holder = 'v') => new StreamReader(streams.open({ holder, after })),
    revoke: async (subject, expiresAt = start + 600) => {
      const stored = await store.insertRevocation({
        kind: 'session',
        subject,
        issuedUntil: undefined,
        revokedAt: clock.now,
        expiresAt,
      })
      tell?.()
      return stored
    },
  }
}

const subjects = (event: RevocationEvent | undefined): string =>
  event === undefined || event.type === 'heartbeat'
    ? `no revocations but ${event?.type}`
    : `${event.type} ${event.after}-${event.until} ${event.revocations.map(({ subject }) => subject).join()}`

/** A name that is as long as there can be one in a token. */
const long = 'x'.repeat(8_000)

/** All the pieces that can be read at once. */
async function piecesOf(reader: StreamReader): Promise<readonly Uint8Array[]> {
  const pieces: Uint8Array[] = []
  for (;;) {
    const idle = new Promise<undefined>((resolve) => setImmediate(() => resolve(undefined)))
    const piece = await Promise.race([reader.piece(), idle])
    if (piece === undefined) return pieces
    pieces.push(piece)
  }
}

describe('streams of revocations', () => {
  it('begin with a snapshot and a heartbeat, and go on in order', async () => {
    const { open, revoke, streams, clock } = world()
    await revoke('a')
    await revoke('b')
    const reader = open()
    assert.equal(subjects(await reader.next()), 'snapshot 0-2 a,b')
    assert.deepEqual(await reader.next(), { type: 'heartbeat', sequence: 2, at: start })
    await revoke('c')
    assert.equal(subjects(await reader.next()), 'revocations 2-3 c')
    clock.now += 1
    await streams.beat()
    assert.deepEqual(await reader.next(), { type: 'heartbeat', sequence: 3, at: start + 1 })
    streams.close()
    assert.equal(await reader.next(), undefined)
  })

  it('begin with an empty snapshot where there is nothing', async () => {
    const { open, streams } = world()
    const reader = open()
    assert.equal(subjects(await reader.next()), 'snapshot 0-0 ')
    assert.equal((await reader.next())?.type, 'heartbeat')
    streams.close()
  })

  it('go on after the last number a verifier has', async () => {
    const { open, revoke, streams } = world()
    for (const subject of ['a', 'b', 'c']) await revoke(subject)
    const reader = open(1)
    assert.equal(subjects(await reader.next()), 'revocations 1-3 b,c')
    streams.close()
  })

  it('give a snapshot to a verifier whose last number has been swept, or never was', async () => {
    const { store, open, revoke, streams, clock } = world()
    await revoke('a', start + 10)
    await revoke('b')
    clock.now += 10
    await store.sweep({ now: clock.now, limit: 10 })
    for (const after of [0, 1, 99]) {
      assert.equal(subjects(await open(after).next()), 'snapshot 0-2 b', String(after))
    }
    streams.close()
  })

  it('tell one who joined late no number that it would take for a gap', async () => {
    const { store, open, revoke, streams, clock } = world()
    const early = open()
    for (let n = 0; n < 2; n += 1) await early.next()
    await revoke('a', start + 10)
    await early.next()
    clock.now += 10
    await store.sweep({ now: clock.now, limit: 10 })
    const late = open()
    assert.equal(subjects(await late.next()), 'snapshot 0-1 ')
    assert.deepEqual(await late.next(), { type: 'heartbeat', sequence: 1, at: start + 10 })
    streams.close()
  })

  it('read a long snapshot page by page, no faster than the verifier does', async () => {
    const own = memory()
    let pages = 0
    const { open, revoke, streams } = world({
      store: {
        ...own,
        listRevocations: (page) => {
          pages += 1
          return own.listRevocations(page)
        },
      },
    })
    const total = 3 * feedPageSize + 5
    for (let n = 0; n < total; n += 1) await revoke(`${n}`)
    pages = 0
    const reader = open()
    for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate)
    assert.equal(pages, 1)
    const seen: string[] = []
    let until = 0
    for (;;) {
      const event = await reader.next()
      if (event?.type !== 'snapshot') break
      assert.equal(event.after, until)
      until = event.until
      seen.push(...event.revocations.map(({ subject }) => subject))
    }
    assert.equal(seen.length, total)
    streams.close()
  })

  it('tell of what is written in the very moment a look at the store ends', async () => {
    for (let depth = 0; depth < 20; depth += 1) {
      const { open, revoke, streams } = world()
      const reader = open()
      const seen: string[] = []
      const reading = (async () => {
        for (let event = await reader.next(); event; event = await reader.next()) {
          if (event.type !== 'heartbeat') seen.push(...event.revocations.map((one) => one.subject))
        }
      })()
      await new Promise(setImmediate)
      void revoke('first')
      for (let turn = 0; turn < depth; turn += 1) await Promise.resolve()
      void revoke('second')
      await new Promise(setImmediate)
      assert.deepEqual(seen, ['first', 'second'], `after ${depth} turns`)
      streams.close()
      await reading
    }
  })

  it('tell nothing while the store cannot be read, and everything when it can again', async () => {
    const own = memory()
    let isDown = false
    const { open, revoke, streams, errors } = world({
      store: {
        ...own,
        listRevocations: async (page) => {
          if (isDown) throw new Error('no disk')
          return own.listRevocations(page)
        },
      },
    })
    const reader = open()
    await reader.next()
    await reader.next()
    isDown = true
    await revoke('a')
    await streams.beat()
    assert.ok(errors.length > 0)
    isDown = false
    await streams.beat()
    assert.equal(subjects(await reader.next()), 'revocations 0-1 a')
    streams.close()
  })

  it('let one that falls behind read on at its own pace, and miss nothing', async () => {
    const { open, revoke, streams } = world()
    const [slow, quick] = [open(), open()]
    const count = Math.ceil((3 * feedBacklog) / long.length)
    for (let n = 0; n < count; n += 1) await revoke(`${n} ${long}`)
    for (const reader of [quick, slow]) {
      let next = 0
      while (next < count) {
        const event = await reader.next()
        if (event?.type === 'heartbeat') continue
        for (const { subject } of event?.revocations ?? assert.fail('it was cut off')) {
          assert.equal(Number.parseInt(subject, 10), next)
          next += 1
        }
      }
    }
    assert.equal(streams.vitals.cut, 0)
    streams.close()
  })

  it('hold little for 1,000 who do not read, and cut them off after a while', async () => {
    const { store, streams, revoke, clock, open } = world()
    const slow = Array.from({ length: 1_000 }, () => streams.open({ holder: 'v' }))
    const quick = open()
    for (let n = 0; n * long.length < 2 * feedBacklog; n += 1) await revoke(long)
    const sent = streams.vitals.sent
    // All are behind by now: what comes is kept for nobody.
    for (let n = 0; n < 100; n += 1) await revoke(long)
    assert.equal(streams.vitals.sent, sent)
    const [last] = (await store.listRevocations({ after: 0, limit: 1e6, now: start })).slice(-1)
    for (let event = await quick.next(); ; event = await quick.next()) {
      if (event?.type === 'revocations' && event.until === last?.sequence) break
    }
    await quick.next()
    clock.now += 6
    await streams.beat()
    assert.deepEqual([streams.vitals.listeners, streams.vitals.cut], [1, 1_000])
    await slow[0]?.cancel()
    await store.close()
    streams.close()
  })

  it('hold 256 KiB at most for one that does not read, however long what was revoked', async () => {
    const own = memory()
    let isSilent = false
    const { open, revoke, streams, store } = world({
      store: {
        ...own,
        listRevocations: (page) =>
          isSilent ? new Promise<never>(() => {}) : own.listRevocations(page),
      },
    })
    const [early] = [open()]
    await early.next()
    await early.next()
    for (let n = 0; n < 500; n += 1) await revoke(`${n} ${long}`)
    const late = open()
    await new Promise(setImmediate)
    isSilent = true
    for (const reader of [early, late]) {
      const pieces = await piecesOf(reader)
      const sizes = pieces.map(({ byteLength }) => byteLength)
      assert.ok(Math.max(...sizes) <= maxFeedEventBytes, `${Math.max(...sizes)} in one piece`)
      const total = sizes.reduce((sum, each) => sum + each, 0)
      // What the socket has taken already comes on top.
      assert.ok(total <= 262_144 - maxFeedEventBytes, `${total} in all`)
    }
    streams.close()
    await store.close()
  })

  it('send revocations as long as there can be, each in an event of its own if it must be', async () => {
    const { open, revoke, streams } = world()
    // What takes most in JSON: six characters each.
    const longest = '\u{1}'.repeat(maxTokenLength - 10)
    for (let n = 0; n < 12; n += 1) await revoke(`${n}`.padStart(10) + (n % 3 === 0 ? longest : ''))
    const reader = open()
    const seen: number[] = []
    for (let event = await reader.next(); event?.type === 'snapshot'; event = await reader.next()) {
      seen.push(...event.revocations.map(({ subject }) => Number(subject.slice(0, 10))))
    }
    assert.deepEqual(
      seen,
      Array.from({ length: 12 }, (_, n) => n),
    )
    streams.close()
  })

  it('read nothing more for those that are cut off', async () => {
    const own = memory()
    let pages = 0
    const { open, revoke, streams, clock } = world({
      store: {
        ...own,
        listRevocations: (page) => {
          pages += 1
          return own.listRevocations(page)
        },
      },
    })
    for (let n = 0; n < feedPageSize + 50; n += 1) await revoke('a')
    for (let n = 0; n < 20; n += 1) open()
    await new Promise(setImmediate)
    pages = 0
    clock.now += 6
    await streams.beat()
    await new Promise(setImmediate)
    assert.deepEqual([streams.vitals.cut, pages], [20, 0])
    streams.close()
  })

  it('write a page once for all who catch up', async () => {
    const own = memory()
    let pages = 0
    const { revoke, streams } = world({
      store: {
        ...own,
        listRevocations: (page) => {
          pages += 1
          return own.listRevocations(page)
        },
      },
    })
    for (let n = 0; n < 2 * feedPageSize; n += 1) await revoke(`${n}`)
    pages = 0
    const chunks = new Set<unknown>()
    for (let n = 0; n < 50; n += 1) {
      const reader = streams.open({ holder: 'v' }).getReader()
      chunks.add((await reader.read()).value)
      chunks.add((await reader.read()).value)
      await reader.cancel()
    }
    assert.equal(chunks.size, 2)
    assert.ok(pages < 60, `${pages} pages were read`)
    streams.close()
  })

  it('are bounded in number, and make room when one goes', async () => {
    const { open, streams } = world({ limit: 2 })
    const [first] = [open(), open()]
    assert.throws(() => open(), refusal('overloaded'))
    await first.cancel()
    open()
    streams.close()
    assert.equal(streams.vitals.listeners, 0)
    assert.throws(() => open(), refusal('overloaded'))
  })

  it('end for a verifier that was removed, and after a while for all', async () => {
    const { open, streams, clock } = world()
    const [a, b] = [open(undefined, 'a'), open(undefined, 'b')]
    streams.keepOnly(new Set(['b']))
    assert.equal(await a.next(), undefined)
    assert.equal(streams.vitals.listeners, 1)
    clock.now += 900
    await streams.beat()
    assert.equal(streams.vitals.listeners, 0)
    assert.equal(await b.next(), undefined)
    streams.close()
  })

  it('write an event once, however many listen', async () => {
    const { streams, revoke } = world()
    const readers = Array.from({ length: 50 }, () => streams.open({ holder: 'v' }).getReader())
    for (const reader of readers) for (let n = 0; n < 2; n += 1) await reader.read()
    await revoke('a')
    const chunks = new Set<unknown>()
    for (const reader of readers) chunks.add((await reader.read()).value)
    assert.equal(chunks.size, 1)
    streams.close()
  })

  it('lose nothing to any interleaving of writing, sweeping, breaking off and coming back', async () => {
    const steps = fc.array(
      fc.constantFrom('write', 'short', 'long', 'sweep', 'break', 'read', 'beat', 'other'),
      { maxLength: 60 },
    )
    await fc.assert(
      fc.asyncProperty(steps, async (script) => {
        const { store, open, revoke, streams, clock } = world()
        const live = new Map<string, number>()
        const known = new Set<string>()
        let position: number | undefined
        let reader = open()
        const readTo = async (goal: number): Promise<void> => {
          for (;;) {
            const event = await reader.next()
            if (event === undefined) {
              // Cut off, because nothing was read for long.
              reader = open(position)
              await new Promise(setImmediate)
              await streams.beat()
              continue
            }
            if (event.type === 'heartbeat') {
              assert.ok(event.sequence <= (position ?? 0), 'a gap')
              if (event.at >= goal) return
              continue
            }
            if (event.type === 'snapshot' && event.after === 0) known.clear()
            else assert.ok(event.after <= (position ?? 0), 'a gap')
            position = event.until
            for (const { subject } of event.revocations) known.add(subject)
          }
        }
        for (const [index, step] of script.entries()) {
          clock.now += 1
          const subject = step === 'long' ? `${index} ${long}` : `${index}`
          const expiresAt = clock.now + (step === 'short' ? 3 : 600)
          if (step === 'write' || step === 'short' || step === 'long') {
            await revoke(subject, expiresAt)
            live.set(subject, expiresAt)
          }
          if (step === 'other') {
            // Another process on the same store: nobody here is told.
            await store.insertRevocation({
              kind: 'session',
              subject,
              issuedUntil: undefined,
              revokedAt: clock.now,
              expiresAt,
            })
            live.set(subject, expiresAt)
          }
          if (step === 'sweep') await store.sweep({ now: clock.now, limit: 10 })
          if (step === 'beat') await streams.beat()
          if (step === 'break') {
            await reader.cancel()
            reader = open(position)
          }
          if (step === 'read') {
            // One that is still catching up hears the next heartbeat, a second later.
            await new Promise(setImmediate)
            await streams.beat()
            const goal = clock.now
            await readTo(goal)
            for (const [each, until] of live) if (until > goal) assert.ok(known.has(each), each)
          }
        }
        streams.close()
      }),
      { numRuns: 200 },
    )
  })
})
