import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { Governor } from '../../src/passwords/governor.ts'

const overloaded = { name: 'AuthError', code: 'overloaded' }

/** Jobs that end when they are told to. */
class Jobs {
  readonly started: number[] = []
  readonly #ends = new Map<number, () => void>()

  job(name: number): () => Promise<number> {
    return () => {
      this.started.push(name)
      return new Promise((resolve) => {
        this.#ends.set(name, () => resolve(name))
      })
    }
  }

  async end(name: number): Promise<void> {
    this.#ends.get(name)?.()
    await settled()
  }
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('the governor', () => {
  it('L21 runs a few at a time, first come first served', async () => {
    const governor = new Governor({ concurrency: 2 })
    const jobs = new Jobs()
    const results = [1, 2, 3, 4].map((name) => governor.run(jobs.job(name)))
    await settled()
    assert.deepEqual(jobs.started, [1, 2])
    assert.equal(governor.pending, 4)
    await jobs.end(2)
    assert.deepEqual(jobs.started, [1, 2, 3])
    await jobs.end(1)
    await jobs.end(3)
    await jobs.end(4)
    assert.deepEqual(await Promise.all(results), [1, 2, 3, 4])
    assert.equal(governor.pending, 0)
  })

  it('L21 refuses what does not fit into the queue, and says when to come back', async () => {
    const governor = new Governor({ concurrency: 1, queueLength: 1 })
    const jobs = new Jobs()
    const results = [governor.run(jobs.job(1)), governor.run(jobs.job(2))]
    await assert.rejects(governor.run(jobs.job(3)), { ...overloaded, retryAfter: 5 })
    await settled()
    await jobs.end(1)
    await jobs.end(2)
    assert.deepEqual(await Promise.all(results), [1, 2])
  })

  it('L21 says whether there is room before anything is done for a job', async () => {
    const governor = new Governor({ concurrency: 1, queueLength: 1 })
    const jobs = new Jobs()
    governor.admit()
    const first = governor.run(jobs.job(1))
    governor.admit()
    const second = governor.run(jobs.job(2))
    assert.throws(() => governor.admit(), { ...overloaded, retryAfter: 5 })
    await settled()
    await jobs.end(1)
    governor.admit()
    await jobs.end(2)
    assert.deepEqual(await Promise.all([first, second]), [1, 2])
  })

  it('refuses whoever waited longer than the deadline', async () => {
    let now = 0
    const governor = new Governor({ concurrency: 1, queueDeadline: 5, now: () => now })
    const jobs = new Jobs()
    const first = governor.run(jobs.job(1))
    const late = governor.run(jobs.job(2))
    await settled()
    now = 4
    const third = governor.run(jobs.job(3))
    now = 6
    await Promise.all([assert.rejects(late, overloaded), jobs.end(1)])
    assert.deepEqual(jobs.started, [1, 3])
    await jobs.end(3)
    assert.deepEqual(await Promise.all([first, third]), [1, 3])
  })

  it('T09 drops the work of a client that has gone, and only while it waits', async () => {
    const governor = new Governor({ concurrency: 1 })
    const jobs = new Jobs()
    const [running, waiting] = [new AbortController(), new AbortController()]
    const first = governor.run(jobs.job(1), running.signal)
    const second = governor.run(jobs.job(2), waiting.signal)
    running.abort(new Error('gone'))
    waiting.abort(new Error('gone'))
    await assert.rejects(second, { message: 'gone' })
    assert.equal(governor.pending, 1)
    await jobs.end(1)
    assert.equal(await first, 1)
    assert.deepEqual(jobs.started, [1])
    await assert.rejects(governor.run(jobs.job(3), waiting.signal), { message: 'gone' })
    assert.equal(governor.pending, 0)
  })

  it('gives the place of a failed job to the next', async () => {
    const governor = new Governor({ concurrency: 1 })
    const failed = governor.run(() => Promise.reject(new Error('no memory')))
    const next = governor.run(async () => 'done')
    await assert.rejects(failed, { message: 'no memory' })
    assert.equal(await next, 'done')
    await assert.rejects(
      governor.run(() => {
        throw new Error('at once')
      }),
      { message: 'at once' },
    )
    assert.equal(governor.pending, 0)
  })

  it('never runs more than it may, whatever happens', () =>
    fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.array(
          fc.record({ turns: fc.nat(5), fails: fc.boolean(), aborts: fc.option(fc.nat(5)) }),
          { maxLength: 40 },
        ),
        async (concurrency, plans) => {
          const governor = new Governor({ concurrency, queueLength: 10 })
          let running = 0
          let most = 0
          const outcomes = plans.map(async ({ turns, fails, aborts }) => {
            const abort = new AbortController()
            const outcome = governor.run(async () => {
              running += 1
              most = Math.max(most, running)
              for (let turn = 0; turn < turns; turn += 1) await settled()
              running -= 1
              if (fails) throw new Error('failed')
            }, abort.signal)
            outcome.catch(() => undefined)
            for (let turn = 0; turn < (aborts ?? 0); turn += 1) await settled()
            if (aborts !== null) abort.abort()
            return outcome
          })
          await Promise.allSettled(outcomes)
          assert.ok(most <= concurrency)
          assert.equal(governor.pending, 0)
        },
      ),
      { numRuns: 50 },
    ))

  it('refuses limits that are none', () => {
    for (const options of [
      { concurrency: 0 },
      { concurrency: 1.5 },
      { queueLength: -1 },
      { queueDeadline: 0 },
      { queueDeadline: NaN },
    ]) {
      assert.throws(() => new Governor(options), RangeError)
    }
  })
})
