// npm run mutate -- [--only MODULE,…] [--file NAME] [--sample N] [--seed N]
import { globSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { createRandom } from '../test/fuzz/random.ts'
import { mutantsOf, type Mutant } from '../test/mutation/mutants.ts'
import { catches, measure, type TestFile } from '../test/mutation/test-file.ts'
import { openVerdicts } from '../test/mutation/verdicts.ts'

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'jwt,sessions,tokens,signing' },
    file: { type: 'string', default: '*' },
    sample: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
  },
})
const [sample, seed] = [Number(values.sample), Number(values.seed)]
const equivalent: readonly { mutant: string; why: string }[] = JSON.parse(
  readFileSync('test/mutation/equivalent.json', 'utf8'),
)
const excused = new Set(equivalent.map(({ mutant }) => mutant))
const nameOf = ({ file, before, after }: Mutant): string => `${file}: ${before} → ${after}`
const verdicts = openVerdicts()

/** Cheapest first, and no more once one has caught it. */
async function isCaught(mutant: Mutant, tests: readonly TestFile[]): Promise<boolean> {
  for (const test of tests.filter(({ covers }) => covers(mutant))) {
    const known = verdicts.get(mutant, test.path)
    const caught = known ?? (await catches(test, mutant))
    if (known === undefined) verdicts.set(mutant, test.path, caught)
    if (caught) return true
  }
  return false
}

function chosen(module: string): readonly Mutant[] {
  const mutants = globSync(`src/${module}/${values.file}.ts`).toSorted().flatMap(mutantsOf)
  const random = createRandom(seed, 0)
  return mutants
    .map((mutant) => ({ mutant, place: random.below(2 ** 31) }))
    .toSorted((a, b) => a.place - b.place)
    .slice(0, sample)
    .map(({ mutant }) => mutant)
}

for (const module of values.only.split(',')) {
  const tests: TestFile[] = []
  for (const path of globSync(`test/${module}/*.test.ts`)) tests.push(await measure(path))
  tests.sort((a, b) => a.seconds - b.seconds)
  const counted = chosen(module).filter((mutant) => !excused.has(nameOf(mutant)))
  const survivors: Mutant[] = []
  const queue = counted.values()
  const work = async (): Promise<void> => {
    for (const mutant of queue) {
      if (await isCaught(mutant, tests)) continue
      survivors.push(mutant)
      console.log(`${mutant.file}:${mutant.line}\n- ${mutant.before}\n+ ${mutant.after}`)
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
  const caught = counted.length - survivors.length
  const rate = ((100 * caught) / counted.length).toFixed(1)
  console.log(`${module}: ${caught} of ${counted.length} mutants caught, ${rate} % (seed ${seed})`)
}
