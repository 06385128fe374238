import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { readExchanges } from '../dialects/transcripts.ts'
import type { Exchange } from '../dialects/transcripts.ts'
import { replay } from './replay.ts'
import type { Replayed } from './replay.ts'
import { faithful } from './world.ts'

interface Difference {
  readonly what: string
  /** What the names of exchanges begin with. */
  readonly exchanges: readonly string[]
}

const differences = JSON.parse(
  readFileSync(new URL('../vectors/flask-security/differences.json', import.meta.url), 'utf8'),
) as readonly Difference[] // as it was written

const first = { ...faithful, generation: '1.7', csrf: 'insecure-off' } as const
const fifth = { ...faithful, generation: '5.x', csrf: 'insecure-off' } as const
const newest = { ...faithful, generation: 'newest', csrf: 'insecure-off' } as const

/** The recorded applications, and the options that make this one as unsafe as each of them. */
const applications: readonly (readonly [
  name: string,
  file: string,
  which: (exchange: Exchange) => boolean,
  options: Parameters<typeof replay>[1],
])[] = [
  ['1.7.4', '1.7.4', ({ peer }) => peer?.includes('shimmed') ?? false, first],
  [
    '1.7.4 csrf',
    '1.7.4',
    ({ peer }) => peer?.includes('CSRF') ?? false,
    { ...first, csrf: 'forms' },
  ],
  ['5.1.2 default', '5.1.2', ({ profile }) => profile === 'default', fifth],
  [
    '5.1.2 maxage',
    '5.1.2',
    ({ profile }) => profile === 'maxage',
    { ...fifth, tokenMaxAge: 3_600 },
  ],
  [
    '5.1.2 csrf',
    '5.1.2',
    ({ profile }) => profile === 'csrf',
    { ...fifth, csrf: 'session', csrfCookie: 'XSRF-TOKEN' },
  ],
  ['5.1.2 csrfall', '5.1.2', ({ profile }) => profile === 'csrfall', { ...fifth, csrf: 'forms' }],
  [
    '5.1.2 generic',
    '5.1.2',
    ({ profile }) => profile === 'generic',
    { ...fifth, insecureDetailedErrors: false },
  ],
  ['newest 5.8.1 default', 'newest', ({ snapshot }) => snapshot === '5.8.1', newest],
  [
    'newest main default',
    'newest',
    ({ snapshot, profile }) => snapshot === 'main' && profile === 'default',
    { ...newest, tokenMaxAge: 900 },
  ],
]

const isHook = ({ request }: Exchange): boolean => request.path.startsWith('/__test__')

describe('what Flask-Security was recorded to answer', async () => {
  const used = new Set<string>()
  for (const [name, file, which, options] of applications) {
    const exchanges = readExchanges(`flask-security/${file}`).filter(
      (exchange) => which(exchange) && !isHook(exchange),
    )
    const replayed: readonly Replayed[] = await replay(exchanges, options)
    describe(name, () => {
      it('is something', () => assert.ok(replayed.length > 0))
      for (const { exchange, expected, actual } of replayed) {
        it(exchange.name, () => {
          const id = `${name}: ${exchange.name}`
          const allowed = differences
            .flatMap(({ exchanges: names }) => names)
            .find((beginning) => id.startsWith(beginning))
          if (allowed === undefined || expected === actual) return assert.equal(actual, expected)
          used.add(allowed)
        })
      }
    })
  }
  it('differs nowhere that is not in the table, and everywhere that is', () => {
    const listed = differences.flatMap(({ exchanges }) => exchanges)
    assert.deepEqual(
      listed.filter((beginning) => !used.has(beginning)),
      [],
    )
  })
})
