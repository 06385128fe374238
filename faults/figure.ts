import { anomalies } from './check.ts'
import type { Verdict } from './check.ts'

/** One figure: what is required, and what came out. */
export interface Figure {
  readonly what: string
  readonly required: string
  readonly measured: string
  readonly holds: boolean
}

/** A count that has to be exactly so. */
export const exactly = (what: string, required: number, measured: number): Figure => ({
  what,
  required: `${required}`,
  measured: `${measured}`,
  holds: measured === required,
})

/** A measurement with a bound above. */
export const atMost = (what: string, required: number, measured: number, unit = 's'): Figure => ({
  what,
  required: `≤ ${required} ${unit}`,
  measured: `${Number(measured.toPrecision(3))} ${unit}`,
  holds: measured <= required,
})

/** A count that says how much was tried. */
export const atLeast = (what: string, required: number, measured: number): Figure => ({
  what,
  required: `≥ ${required}`,
  measured: `${measured}`,
  holds: measured >= required,
})

/** None of the anomalies, in so many sessions. */
export function noAnomaly({ sessions, counts, examples }: Verdict): Figure[] {
  for (const [name, calls] of examples) {
    const said = calls.map(({ from, to, by, input, outcome, output }) => {
      const times = `${from.toFixed(3)}–${to.toFixed(3)}`
      return `  ${times} ${by} ${JSON.stringify(input)} ${outcome} ${output?.generation ?? ''}`
    })
    console.error(`${name}\n${said.join('\n')}`)
  }
  return anomalies.map((name) => exactly(`${name}, of ${sessions} sessions`, 0, counts[name]))
}

/** The value below which lie so many of them, which are sorted. */
export const quantile = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
