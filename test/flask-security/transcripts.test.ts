import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { readExchanges } from '../dialects/transcripts.ts'
import type { Exchange } from '../dialects/transcripts.ts'
import { replay } from './replay.ts'
import type { Replayed } from './replay.ts'
import { faithful, users } from './world.ts'
import type { World } from './world.ts'

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

interface Application {
  readonly name: string
  readonly file: string
  readonly which: (exchange: Exchange) => boolean
  /** What makes this one as unsafe as the recorded one. */
  readonly options: Parameters<typeof replay>[1]
  /** What was done to its database before an exchange, by the name of that. */
  readonly before?: Parameters<typeof replay>[2]
}

const ofFifth = (
  profile: string,
  options: Partial<Application['options']> = {},
  before: Application['before'] = {},
): Application => ({
  name: `5.1.2 ${profile}`,
  file: '5.1.2',
  which: (exchange) => exchange.profile === profile && !hasPayload(exchange),
  options: { ...fifth, ...options },
  before,
})

const hasPayload = ({ name }: Exchange): boolean => name.includes('get_security_payload')

const spa = {
  resetView: '/ui/reset',
  resetErrorView: '/ui/reset-error',
  postConfirmView: '/ui/confirmed',
  confirmErrorView: '/ui/confirm-error',
} as const

/** What `set_uniquifier` does. */
async function replaceUniquifier({ auth, store }: World): Promise<void> {
  const account = await auth.accounts.findByEmail('change@example.com')
  const identity = account && (await store.findFlaskIdentity(account.id))
  if (identity) await store.putFlaskIdentity({ ...identity, uniquifier: 'another' })
}

/** What the recorded application was set up with, once more. */
async function startAgain({ auth, store }: World): Promise<void> {
  const [[name, password = '', , , uniquifier]] = users
  const account = await auth.accounts.findByEmail(`${name}@example.com`)
  if (!account) return
  await auth.accounts.setPassword(account.id, password)
  const passwordVersion = await auth.accounts.passwordVersion(account.id)
  const identity = { accountId: account.id, uniquifier, passwordVersion, tokensFrom: 0 }
  await store.putFlaskIdentity(identity)
}

/** What takes a `fs_token_uniquifier` away. */
async function dropTokenUniquifier({ auth, store }: World): Promise<void> {
  const account = await auth.accounts.findByEmail('change@example.com')
  const identity = account && (await store.findFlaskIdentity(account.id))
  if (!identity) return
  const { tokenUniquifier: _, ...rest } = identity
  await store.putFlaskIdentity(rest)
}

const ofMain = (profile: string, options: Partial<Application['options']> = {}): Application => ({
  name: `newest main ${profile}`,
  file: 'newest',
  which: (exchange) => exchange.snapshot === 'main' && exchange.profile === profile,
  options: { ...newest, tokenMaxAge: 900, ...options },
})

const applications: readonly Application[] = [
  {
    name: '1.7.4',
    file: '1.7.4',
    which: ({ peer }) => peer?.includes('shimmed') ?? false,
    options: first,
  },
  {
    name: '1.7.4 csrf',
    file: '1.7.4',
    which: ({ peer }) => peer?.includes('CSRF') ?? false,
    options: { ...first, csrf: 'forms' },
  },
  ofFifth(
    'default',
    {},
    { 'token after set_uniquifier': replaceUniquifier, 'login remember': startAgain },
  ),
  {
    ...ofFifth('default', { securityPayload: ({ id, email }) => ({ id, email }) }),
    name: '5.1.2 payload',
    which: hasPayload,
  },
  ofFifth('maxage', { tokenMaxAge: 3_600 }),
  ofFifth('csrf', { csrf: 'session', csrfCookie: 'XSRF-TOKEN' }),
  ofFifth('csrfall', { csrf: 'forms' }),
  ofFifth('generic', { insecureDetailedErrors: false, confirmable: true }),
  ofFifth('confirm', { confirmable: true }),
  ofFifth('autoconfirm', { confirmable: true, allowUnconfirmedSignIn: true }),
  ofFifth('spa', { confirmable: true, spa }),
  ofFifth(
    'tokuniq',
    { insecureTokensOutlivePasswordChange: true },
    { 'token after fs_token_uniquifier reset': dropTokenUniquifier },
  ),
  ofFifth('trackable'),
  ofFifth('compattoken', { backwardsCompatAuthToken: true }),
  ofFifth('compatunauthn', { backwardsCompatUnauthn: true }),
  ofFifth('session_only_api', { apiMechanisms: ['session'] }),
  ofFifth('passwordless'),
  ofFifth('twofactor'),
  ofFifth('unified'),
  {
    name: 'newest 5.8.1 default',
    file: 'newest',
    which: ({ snapshot }) => snapshot === '5.8.1',
    options: newest,
  },
  ofMain('default'),
  ofMain('refresh', { refreshTokens: 'body' }),
  ofMain('refreshcookie', { refreshTokens: 'cookie' }),
]

const isHook = ({ request }: Exchange): boolean => request.path.startsWith('/__test__')

describe('what Flask-Security was recorded to answer', async () => {
  const used = new Set<string>()
  for (const { name, file, which, options, before } of applications) {
    const exchanges = readExchanges(`flask-security/${file}`).filter(
      (exchange) => which(exchange) && !isHook(exchange),
    )
    const replayed: readonly Replayed[] = await replay(exchanges, options, before)
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
