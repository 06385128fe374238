import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { Budget } from '../accounts/index.ts'
import { randomId } from '../random.ts'
import type { OpenStore } from './fixtures.ts'
import { atOnce, sharedStore, start } from './fixtures.ts'

const budget = (burst: number, interval: number): Budget => ({ key: randomId(), burst, interval })

const assertAbout = (actual: number, expected: number): void =>
  assert.ok(Math.abs(actual - expected) < 0.01, `${actual} is not about ${expected}`)

export function budgetContract(open: OpenStore): void {
  const store = sharedStore(open)

  it('allows a burst at once, then one more every interval', async () => {
    const guesses = [budget(3, 10)]
    for (let count = 0; count < 3; count += 1) {
      assert.equal(await store().spendBudgets(guesses, start), 0)
    }
    assertAbout(await store().spendBudgets(guesses, start), 10)
    assertAbout(await store().spendBudgets(guesses, start + 4), 6)
    assert.equal(await store().spendBudgets(guesses, start + 10), 0)
    assertAbout(await store().spendBudgets(guesses, start + 10), 10)
  })

  it('allows the whole burst again after a long rest, and no more', async () => {
    const guesses = [budget(2, 10)]
    await store().spendBudgets(guesses, start)
    const later = start + 1_000_000
    assert.equal(await store().spendBudgets(guesses, later), 0)
    assert.equal(await store().spendBudgets(guesses, later), 0)
    assertAbout(await store().spendBudgets(guesses, later), 10)
  })

  it('allows a whole burst of a short interval, whatever the rounding', async () => {
    const guesses = [budget(1_000, 0.1)]
    const now = start + 0.123_456_7
    const waits = await atOnce(1_001, () => store().spendBudgets(guesses, now))
    assert.equal(waits.filter((wait) => wait === 0).length, 1_000)
  })

  it('makes nobody wait for a clock that was set back', async () => {
    const guesses = [budget(3, 10)]
    assert.equal(await store().spendBudgets(guesses, start + 3_600), 0)
    assert.equal(await store().spendBudgets(guesses, start), 0)
    assertAbout(await store().spendBudgets(guesses, start), 10)
  })

  it('takes from every budget or from none', async () => {
    const [narrow, wide] = [budget(1, 60), budget(10, 1)]
    assert.equal(await store().spendBudgets([wide, narrow], start), 0)
    for (let count = 0; count < 5; count += 1) {
      assertAbout(await store().spendBudgets([wide, narrow], start), 60)
    }
    const waits = await atOnce(9, () => store().spendBudgets([wide], start))
    assert.deepEqual(
      waits,
      Array.from({ length: 9 }, () => 0),
    )
    assertAbout(await store().spendBudgets([wide], start), 1)
    assert.equal(await store().spendBudgets([], start), 0)
  })

  it('counts a budget that is named twice once', async () => {
    const twice = budget(2, 10)
    assert.equal(await store().spendBudgets([twice, twice], start), 0)
    assert.equal(await store().spendBudgets([twice], start), 0)
    assertAbout(await store().spendBudgets([twice], start), 10)
  })

  it('never allows more than the burst to many at once', async () => {
    const [account, address] = [budget(7, 30), budget(20, 30)]
    const waits = await atOnce(50, () => store().spendBudgets([account, address], start))
    assert.equal(waits.filter((wait) => wait === 0).length, 7)
  })

  it('gives one back', async () => {
    const guesses = [budget(2, 10)]
    await store().spendBudgets(guesses, start)
    await store().spendBudgets(guesses, start)
    await store().refundBudgets(guesses, start)
    assert.equal(await store().spendBudgets(guesses, start), 0)
    assertAbout(await store().spendBudgets(guesses, start), 10)
  })

  it('gives back no more than the budget ever held', async () => {
    const guesses = [budget(1, 10)]
    await store().spendBudgets(guesses, start)
    for (let count = 0; count < 5; count += 1) await store().refundBudgets(guesses, start)
    assert.equal(await store().spendBudgets(guesses, start), 0)
    assertAbout(await store().spendBudgets(guesses, start), 10)
  })

  it('fills budgets up', async () => {
    const [first, second] = [budget(1, 10), budget(1, 10)]
    await store().spendBudgets([first, second], start)
    await store().resetBudgets([first.key, 'unknown'])
    assert.equal(await store().spendBudgets([first], start), 0)
    assertAbout(await store().spendBudgets([second], start), 10)
  })
}
