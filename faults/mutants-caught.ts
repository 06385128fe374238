import { anomalies } from './check.ts'
import type { Verdict } from './check.ts'
import type { Figure } from './figure.ts'
import { killUnderLoad } from './kills.ts'
import { MutantServer } from './mutant-server.ts'
import { mutants } from './mutants.ts'

/** Runs of four kills, of which a busy machine may need more than one to meet a mistake; F1 has fifty times as many. */
const attempts = 5

/** Whether the checker finds each mistake under the load of F1. */
export async function catchMutants(seed: number): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const mutant of Object.keys(mutants)) {
    const { sessions, counts } = await runMutant(mutant, seed)
    const found = anomalies.filter((name) => counts[name] > 0)
    const seen = found.map((name) => `${name} ${counts[name]}`).join(', ')
    figures.push({
      what: mutant,
      required: 'caught',
      measured: `${seen || 'nothing'} of ${sessions} sessions`,
      holds: found.length > 0,
    })
  }
  return figures
}

/** The last run, which is the first in which anything was found. */
async function runMutant(mutant: string, seed: number, attempt = 1): Promise<Verdict> {
  const { verdict } = await killUnderLoad({
    kills: 4,
    seed: seed + attempt,
    open: (options) => new MutantServer({ mutant, ...options }),
  })
  const isFound = anomalies.some((name) => verdict.counts[name] > 0)
  return isFound || attempt === attempts ? verdict : runMutant(mutant, seed, attempt + 1)
}
