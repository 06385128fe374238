// npm run fuzz -- [--cases N] [--seconds S] [--seed N] [--from N] [--only NAME]
import { parseArgs } from 'node:util'
import { fuzz } from '../test/fuzz/fuzzer.ts'
import { fuzzers } from '../test/fuzz/fuzzers.ts'

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    from: { type: 'string', default: '0' },
    only: { type: 'string', default: '' },
  },
})
const cases = Number(values.cases)
const seconds = Number(values.seconds)
const seed = Number(values.seed)
const from = Number(values.from)
const chosen = Object.entries(fuzzers).filter(([name]) => name.includes(values.only))
if (chosen.length === 0 || ![cases, seconds, seed, from].every((number) => number >= 0)) {
  throw new RangeError(`expected numbers, and --only out of: ${Object.keys(fuzzers).join('; ')}`)
}
console.log(`seed ${seed}: at most ${cases} cases and ${seconds} s of each`)
for (const [name, { open }] of chosen) {
  const done = await fuzz(open, { seed, from, cases, seconds })
  const rate = Math.round(done.cases / done.seconds)
  console.log(`${name}: ${done.cases} cases in ${done.seconds.toFixed(1)} s, ${rate} a second`)
}
