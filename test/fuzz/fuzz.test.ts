// The same few cases every time. Many more, and others: npm run fuzz.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fuzz, type Fuzzer } from './fuzzer.ts'
import { fuzzers } from './fuzzers.ts'

const broken = async (): Promise<Fuzzer> => ({
  run: ({ below }) => assert.notEqual(below(100), 7),
  close: async () => {},
})

describe('whatever comes in', () => {
  for (const [name, { open, few }] of Object.entries(fuzzers)) {
    it(`is refused, and breaks nothing: ${name}`, async () => {
      const { cases } = await fuzz(open, { seed: 1, cases: few })
      assert.equal(cases, few)
    })
  }

  it('would be found if it were let in, and can be had again', async () => {
    const failed = await fuzz(broken, { seed: 1, cases: 10_000 }).then(() => assert.fail(), String)
    const [, seed, from] = /--seed (\d+) --from (\d+)/.exec(failed) ?? []
    await assert.rejects(fuzz(broken, { seed: Number(seed), from: Number(from), cases: 1 }))
  })
})
