// npm run cost -- [--repeats N] [--only ID]
// What each input of the corpus costs at most: time of the processor, and memory that is asked for before any of it is freed.
import { parseArgs } from 'node:util'
import { setImmediate } from 'node:timers/promises'
import { readCorpus } from '../test/hostile/corpus/rows.ts'
import { isAbout, openReason, runRow } from '../test/hostile/corpus/run-row.ts'
import { library, type Target } from '../test/hostile/corpus/targets.ts'

const { values } = parseArgs({
  options: {
    repeats: { type: 'string', default: '3' },
    only: { type: 'string', default: '' },
  },
})
const repeats = Number(values.repeats)
/** Milliseconds and bytes that one request may cost. */
const bars = { cpu: 5, memory: 2 * 1_048_576 }
/** The dearest are looked at again, with more patience: a noisy machine makes anything dear once. */
const lookedAtAgain = 60
const { gc } = globalThis
if (gc === undefined) throw new Error('expected node --expose-gc')

interface Input {
  readonly id: string
  readonly run: () => unknown
}

interface Cost {
  readonly input: Input
  readonly cpu: number
  readonly memory: number
}

const target = await library()
const inputs: Input[] = []
let id = ''
const record = <Result>(run: () => Result): Result => {
  inputs.push({ id, run })
  return run()
}
const recorder: Target = {
  ...target,
  request: (request, profile) => record(() => target.request(request, profile)),
  auth: {
    verify: (token) => record(async () => target.auth?.verify(token) ?? Promise.reject()),
  },
  onCall: (run) => inputs.push({ id, run }),
}
for (const row of readCorpus().filter(({ id: each }) => each.includes(values.only))) {
  id = row.id
  if (isAbout(row, target.name) && openReason(row, target) === undefined)
    await runRow(row, recorder)
}
console.log(`${inputs.length} inputs, ${repeats} times each`)

const used = (): number => {
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

/** Of one time, as the mean of many; without the flags of `npm run cost` the collector would take some of it back. */
async function costOf(input: Input, times: number): Promise<Cost> {
  const before = used()
  const from = process.cpuUsage()
  for (let n = 0; n < times; n += 1) {
    try {
      await input.run()
    } catch {
      // A refusal is what most of them are made for.
    }
  }
  const { user, system } = process.cpuUsage(from)
  const memory = (used() - before) / times
  await setImmediate()
  return { input, cpu: (user + system) / 1_000 / times, memory }
}

const dearest = (costs: readonly Cost[], by: 'cpu' | 'memory', count: number): readonly Cost[] =>
  costs.toSorted((a, b) => b[by] - a[by]).slice(0, count)

const first: Cost[] = []
for (const input of inputs) {
  if (first.length % 100 === 0) gc()
  first.push(await costOf(input, repeats))
}
const again = new Set(
  [...dearest(first, 'cpu', lookedAtAgain), ...dearest(first, 'memory', lookedAtAgain)].map(
    ({ input }) => input,
  ),
)
const second: Cost[] = []
for (const input of again) {
  gc()
  second.push(await costOf(input, 10 * repeats))
}
await target.close()

for (const by of ['cpu', 'memory'] as const) {
  console.log(`\nthe dearest ten by ${by}`)
  for (const { input, cpu, memory } of dearest(second, by, 10)) {
    console.log(
      `${cpu.toFixed(3).padStart(8)} ms ${(memory / 1_024).toFixed(0).padStart(6)} KB  ${input.id}`,
    )
  }
}
const over = second.filter(({ cpu, memory }) => cpu > bars.cpu || memory > bars.memory)
console.log(`\n${over.length} above ${bars.cpu} ms or ${bars.memory / 1_048_576} MB`)
if (over.length > 0) process.exitCode = 1
