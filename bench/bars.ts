// What must hold, in one table. Figures are taken in races; a bar names one, and who in it.
import { compare, median } from './measure.ts'
import type { Line, Race } from './measure.ts'

interface Bar {
  readonly race: string
  readonly of: string
  /** Whom it is held against, and what part of it must be reached. */
  readonly against?: readonly [name: string, atLeast: number]
  /** Without anybody: what it may be. */
  readonly atMost?: number
}

const verifying = ['HS256', 'ES256', 'RS256', 'EdDSA'].map((alg) => `verify ${alg}`)
const seen = 'latchkey, token seen before'

const bars: readonly Bar[] = [
  { race: 'verify HS256', of: seen, against: ['fast-jwt, cached', 4] },
  { race: 'verify HS256', of: 'latchkey', against: ['fast-jwt', 1] },
  { race: 'verify HS256', of: 'latchkey', against: ['node:crypto, decode and JSON.parse', 0.6] },
  ...verifying
    .slice(1)
    .map((race): Bar => ({ race, of: 'latchkey', against: ['node:crypto, signature only', 0.9] })),
]

/** A line for each bar whose race was run. */
export function judge(races: readonly Race[]): Line[] {
  return bars.flatMap((bar) => {
    const found = races.find(({ what }) => what === bar.race)
    const figures = found?.turns[bar.of]
    return found && figures ? [lineOf(bar, found, figures)] : []
  })
}

function lineOf({ of, against, atMost = Infinity }: Bar, found: Race, figures: readonly number[]): Line {
  const { what, unit } = found
  if (against) {
    const [name, atLeast] = against
    const theirs = found.turns[name] ?? []
    return compare({ what: `${what}: ${of}, against ${name}`, unit, ours: figures, theirs, bar: atLeast })
  }
  const figure = median(figures)
  return {
    what: `${what}: ${of}`,
    ours: `${figure.toPrecision(3)} ${unit}`,
    against: '',
    ratio: '',
    spread: `${Math.min(...figures).toPrecision(3)}–${Math.max(...figures).toPrecision(3)}`,
    bar: `≤ ${atMost} ${unit}`,
    verdict: figure <= atMost ? 'pass' : 'falls short',
  }
}
