import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { separation, welch } from '../../scripts/statistics.ts'
import { createRandom } from '../fuzz/random.ts'

/** What looks like times: much alike, with a long tail. */
function times(seed: number, count: number, more = 0): number[] {
  const { below, once } = createRandom(seed, 0)
  return Array.from(
    { length: count },
    () => 1_000 + more + below(100) + (once(20) ? below(5_000) : 0),
  )
}

describe('what tells two kinds of times apart', () => {
  it('is 1 or 0 where all of one are greater, and half where they are equal', () => {
    assert.equal(separation([1, 2, 3], [4, 5]).auc, 1)
    assert.equal(separation([4, 5], [1, 2, 3]).auc, 0)
    assert.equal(separation([1, 1], [1, 1, 1]).auc, 0.5)
    assert.equal(separation([1, 3], [2, 3]).auc, 0.625)
  })

  it('finds nothing between times of one kind', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const [first, second] = [times(2 * seed, 1_000), times(2 * seed + 1, 1_000)]
      assert.ok(Math.abs(separation(first, second).auc - 0.5) < 0.06)
      assert.ok(Math.abs(welch(first, second)) < 4.5)
    }
  })

  it('finds two hundredths of the time, whatever the tail', () => {
    const [first, second] = [times(1, 1_000), times(2, 1_000, 20)]
    const { auc, margin } = separation(first, second)
    assert.ok(auc > 0.56 && auc - margin > 0.5, `${auc}`)
    assert.ok(Math.abs(welch(first, second)) > 4.5)
  })
})
