import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { ServerClock } from '../../src/postgres/server-clock.ts'

/** A process whose clock is off by `skew`, and a server that takes its time to answer. */
function world(skew: number) {
  const time = { now: 1_800_000_000 }
  const clock = new ServerClock(() => time.now + skew)
  const ask = (there: number, back: number): Promise<unknown> =>
    clock.observe(async () => {
      time.now += there
      const answer = { now: time.now }
      time.now += back
      return answer
    })
  return { time, clock, ask }
}

describe('the clock of a server', () => {
  it('is right to within half of the shortest answer, however wrong the process is', async () => {
    const delay = fc.double({ min: 0, max: 2, noNaN: true })
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: -86_400, max: 86_400, noNaN: true }),
        fc.array(fc.tuple(delay, delay), { minLength: 1 }),
        async (skew, answers) => {
          const { time, clock, ask } = world(skew)
          for (const [there, back] of answers) await ask(there, back)
          const shortest = Math.min(...answers.map(([there, back]) => there + back))
          assert.ok(Math.abs(clock.now() - time.now) <= shortest + 0.000_01)
        },
      ),
    )
  })

  it('is that of the process while they agree', async () => {
    const { time, clock, ask } = world(0)
    await ask(0.3, 0.001)
    await ask(0.001, 0.3)
    assert.equal(clock.now(), time.now)
  })

  it('learns nothing from an answer while the clock was set back', async () => {
    const { time, clock } = world(0)
    await clock.observe(async () => {
      time.now -= 3_600
      return { now: 5 }
    })
    assert.equal(clock.now(), time.now)
  })
})
