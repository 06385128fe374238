import { anomalies } from './check.ts'
import type { Figure } from './figure.ts'
import { killUnderLoad } from './kills.ts'
import { MutantServer } from './mutant-server.ts'
import { mutants } from './mutants.ts'

/** Whether the checker finds each mistake under the load of F1. */
export async function catchMutants(seed: number): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const mutant of Object.keys(mutants)) {
    const { verdict } = await killUnderLoad({
      kills: 4,
      seed,
      open: (options) => new MutantServer({ mutant, ...options }),
    })
    const found = anomalies.filter((name) => verdict.counts[name] > 0)
    const seen = found.map((name) => `${name} ${verdict.counts[name]}`).join(', ')
    figures.push({
      what: mutant,
      required: 'caught',
      measured: `${seen || 'nothing'} of ${verdict.sessions} sessions`,
      holds: found.length > 0,
    })
  }
  return figures
}
