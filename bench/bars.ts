// What must hold, in one table. Figures are taken in races; a bar names one, and who in it.
import { median } from './measure.ts'
import type { Race } from './measure.ts'

interface Bar {
  readonly race: string
  readonly of: string
  /** What it is divided by, in each turn. Absent: nothing, the figure itself has to hold. */
  readonly by?: string
  readonly atLeast?: number
  readonly atMost?: number
}

/** One line of the table of bars. */
export interface Verdict {
  readonly what: string
  readonly value: string
  /** The least and the most of all turns. */
  readonly spread: string
  readonly bar: string
  readonly verdict: 'pass' | 'falls short'
}

const passwordKinds = [
  'pbkdf2_sha256',
  'pbkdf2_sha1',
  'pbkdf2:sha512',
  'scrypt',
  'bcrypt',
  'bcrypt_sha256',
  'sha512_crypt',
  'phpass',
]
const signedValues = [
  'an id',
  'a user of Flask-Security',
  'an id and a hash',
  'a login of Flask-Security',
  'an id and an address',
]
const nodeHttp = (algorithm: string): string => `guarded request, node:http, ${algorithm}`
const signature = 'node:crypto, signature only'
const cached = 'latchkey, token seen before'

const bars: readonly Bar[] = [
  ...['node:http', 'Express', 'Fastify', 'Hono', 'Hono with another middleware'].map(
    (server): Bar => ({
      race: `guard, ${server}`,
      of: 'with the guard',
      by: 'without',
      atLeast: 0.9,
    }),
  ),
  ...['ES256', 'EdDSA'].map((name): Bar => ({
    race: nodeHttp(name),
    of: 'latchkey',
    by: 'jose',
    atLeast: 8,
  })),
  { race: nodeHttp('HS256'), of: 'latchkey', by: 'jose', atLeast: 2.5 },
  ...['HS256', 'ES256'].map((name): Bar => ({
    race: nodeHttp(name),
    of: 'latchkey',
    by: 'jsonwebtoken',
    atLeast: 3,
  })),
  ...['HS256', 'ES256', 'EdDSA'].map((name): Bar => ({
    race: nodeHttp(name),
    of: 'latchkey',
    by: 'fast-jwt, cached',
    atLeast: 1.2,
  })),
  { race: nodeHttp('ES256'), of: 'latchkey', by: 'better-auth getSession', atLeast: 50 },
  { race: 'verify HS256', of: cached, by: 'fast-jwt, cached', atLeast: 4 },
  { race: 'verify HS256', of: 'latchkey', by: 'fast-jwt', atLeast: 1 },
  {
    race: 'verify HS256',
    of: 'latchkey',
    by: 'node:crypto, decode and JSON.parse',
    atLeast: 0.6,
  },
  ...['ES256', 'RS256', 'EdDSA'].map((name): Bar => ({
    race: `verify ${name}`,
    of: 'latchkey',
    by: signature,
    atLeast: 0.9,
  })),
  {
    race: 'verify, as revocations grow',
    of: '100,000 revocations',
    by: '0 revocations',
    atLeast: 0.9,
  },
  { race: 'memory', of: 'a revocation', atMost: 120 },
  { race: 'renew, durability full', of: 'latchkey', by: 'by hand', atLeast: 0.6 },
  { race: 'renew, durability normal', of: 'latchkey', by: 'by hand', atLeast: 0.6 },
  {
    race: 'rotation in the store, 64 at once',
    of: 'durability full',
    by: 'durability normal',
    atLeast: 0.5,
  },
  {
    race: 'rotation in the store, 64 at once',
    of: 'durability full',
    by: 'one fsync each',
    atLeast: 2,
  },
  { race: 'sign-in', of: 'latchkey', by: 'raw @node-rs/argon2', atLeast: 0.95 },
  ...[
    'guarded requests',
    'renewals',
    'guarded requests, 12 MiB in 3 passes',
    'renewals, 12 MiB in 3 passes',
  ].map((of): Bar => ({
    race: 'p99 during a flood of sign-ins',
    of,
    atMost: 100,
  })),
  { race: 'refused or failed during a flood', of: 'all', atMost: 0 },
  { race: 'revoked, acknowledged to refused', of: 'p99', atMost: 250 },
  {
    race: 'renew on PostgreSQL, a quarter of a core for each node',
    of: '3 nodes',
    by: '1 node',
    atLeast: 1.8,
  },
  { race: 'revoked on one node, acknowledged to refused on all', of: 'p99', atMost: 250 },
  ...passwordKinds.map((kind): Bar => ({
    race: `verify ${kind}`,
    of: 'latchkey',
    by: 'OpenSSL or the library',
    atLeast: 0.5,
  })),
  { race: 'sha512_crypt of 656,000 rounds', of: 'taken', atMost: 2_000 },
  { race: 'sha512_crypt of 656,000 rounds', of: 'event loop p99 meanwhile', atMost: 20 },
  ...signedValues.map((name): Bar => ({
    race: `sign and verify ${name}`,
    of: 'latchkey',
    by: 'itsdangerous, Python',
    atLeast: 5,
  })),
  {
    race: 'start',
    of: 'latchkey serve, to /readyz',
    by: 'node -e, opening the database',
    atMost: 2,
  },
]

/** A line for each bar whose race was run. */
export const judge = (races: readonly Race[]): Verdict[] =>
  bars.flatMap((bar) => {
    const found = races.find(({ what }) => what === bar.race)
    const figures = found?.turns[bar.of]
    return found && figures ? [verdictOn(bar, found, figures)] : []
  })

function verdictOn(bar: Bar, { what, unit, turns }: Race, figures: readonly number[]): Verdict {
  const { of, by, atLeast = -Infinity, atMost = Infinity } = bar
  // The ratio of each turn is taken first, then their median: the machine's drift falls out.
  const values =
    by === undefined ? figures : figures.map((value, turn) => value / (turns[by]?.[turn] ?? NaN))
  const value = median(values)
  const suffix = by === undefined ? ` ${unit}` : ''
  return {
    what: `${what}: ${of}${by === undefined ? '' : ` ÷ ${by}`}`,
    value: shown(value) + suffix,
    spread: `${shown(Math.min(...values))}–${shown(Math.max(...values))}`,
    bar: (bar.atLeast === undefined ? `≤ ${atMost}` : `≥ ${atLeast}`) + suffix,
    verdict: value >= atLeast && value <= atMost ? 'pass' : 'falls short',
  }
}

/** Three digits, or all there are before the point. */
export const shown = (value: number): string =>
  Math.abs(value) >= 100
    ? Math.round(value).toLocaleString('en')
    : String(Number(value.toPrecision(3)))
