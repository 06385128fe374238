// `npm run faults`: breaks processes, networks, disks and clocks, and counts what was lost. `npm run faults -- F1 F7`
// runs these rows only, `--all` those too that take long, `--seed N` the same again.
import { parseArgs } from 'node:util'
import { isThere, tools } from '../test/system/tools.ts'
import type { Figure } from './figure.ts'
import { catchMutants } from './mutants-caught.ts'
import type { Row } from './row.ts'
import { rows } from './rows.ts'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    all: { type: 'boolean', default: false },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
  },
})
const unknown = positionals.filter((name) => !(name in rows))
if (unknown.length > 0) {
  throw new Error(`no row ${unknown.join(', ')}; there are ${Object.keys(rows).join(', ')}`)
}
const seed = Number(values.seed)
if (!Number.isSafeInteger(seed)) throw new RangeError('--seed: expected a whole number')
console.log(`--seed ${seed}`)

const printed: Record<string, string>[] = []
const print = (row: string, figures: readonly Figure[]): void => {
  for (const { what, required, measured, holds } of figures) {
    printed.push({ row, what, required, measured, '': holds ? 'holds' : 'FALLS SHORT' })
    if (!holds) process.exitCode = 1
  }
}

/** A row that cannot be run is not a row that holds. */
async function measure(row: Row): Promise<readonly Figure[]> {
  const { what, needs = [] } = row
  const missing = needs.flatMap((name) => tools.get(name) ?? []).filter((tool) => !isThere(tool))
  if (missing.length > 0) {
    const measured = `apt-get install ${missing.map((tool) => tool.package).join(' ')}`
    return [{ what, required: 'run', measured, holds: false }]
  }
  try {
    return await row.run({ seed, all: values.all })
  } catch (error) {
    console.error(error)
    return [{ what, required: 'run', measured: `failed: ${String(error)}`, holds: false }]
  }
}

const from = performance.now()
// A checker that misses these finds nothing else either.
print('mutants', await catchMutants(seed))
for (const [name, row] of Object.entries(rows)) {
  if (typeof row === 'string') {
    if (values.all)
      printed.push({ row: name, what: row, required: '', measured: '', '': 'not here' })
    continue
  }
  if (positionals.length > 0 ? !positionals.includes(name) : !values.all && !row.isQuick) continue
  const began = performance.now()
  console.log(`${name}: ${row.what}`)
  print(name, await measure(row))
  console.log(`${name}: ${Math.round((performance.now() - began) / 1_000)} s`)
}
console.table(printed)
console.log(`${Math.round((performance.now() - from) / 1_000)} s`)
