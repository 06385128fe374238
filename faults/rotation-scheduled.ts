import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createAuth } from '../src/index.ts'
import type { Auth } from '../src/index.ts'
import { databaseFile } from '../src/server/index.ts'
import { sqlite } from '../src/sqlite/index.ts'
import { createVerifier } from '../src/tokens/verifier.ts'
import type { Verifier } from '../src/tokens/verifier.ts'
import { createRandom } from '../test/fuzz/random.ts'
import { atLeast, atMost, exactly } from './figure.ts'
import type { Figure } from './figure.ts'
import { cheapPasswords, prepareSqlite } from './people.ts'
import { issuer } from './server-process.ts'

/** How much faster time goes: a key is published for half a minute, and not for ten. */
const haste = 20
const clock = (): number => performance.timeOrigin / 1_000 + (performance.now() / 1_000) * haste
/** Seconds between two calls of `rotate`, of which those do nothing that come while the next key is published. */
const interval = 5

interface Issued {
  readonly token: string
  readonly kid: string
  readonly expiresAt: number
}

/** A JWK Set that cannot be had three times out of four, in three ways. */
function faultyFetch(auth: Auth): typeof fetch {
  let calls = 0
  const answers = [
    async () => Response.json(auth.keys.jwkSet()),
    async () => Promise.reject(new TypeError('fetch failed')),
    async () => new Response('', { status: 500 }),
    async () => new Response('{"keys":'),
  ]
  return async () => {
    const answer = answers[calls % answers.length]
    calls += 1
    return answer ? answer() : Response.error()
  }
}

const remote = (fetch: typeof globalThis.fetch): Verifier =>
  createVerifier({ issuer, audience: 'api', jwksUri: `${issuer}/jwks`, clock, fetch })

/** Two issuers on one database and two verifiers elsewhere, of which one hardly gets at the keys. */
export async function rotateOnSchedule(seconds: number, seed: number): Promise<Figure[]> {
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-faults-'))
  const data = join(directory, 'data')
  const [person] = await prepareSqlite(data)
  if (!person) throw new Error('there is nobody to sign in')
  const open = (): Promise<Auth> =>
    createAuth({
      issuer,
      audience: 'api',
      store: sqlite(databaseFile(data)),
      passwords: cheapPasswords,
      clock,
    })
  const issuers = [await open(), await open()] as const
  const [auth, other] = issuers
  const remotes = [
    remote(async () => Response.json(other.keys.jwkSet())),
    remote(faultyFetch(auth)),
  ]
  const verifiers = [...issuers, ...remotes]
  const random = createRandom(seed, 18)
  /** Those that are good, oldest first. */
  const issued: Issued[] = []
  const kids = new Set<string>()
  const counts = { verified: 0, refused: 0 }

  const verify = async ({ token, kid, expiresAt }: Issued): Promise<void> => {
    for (const [at, verifier] of verifiers.entries()) {
      try {
        await verifier.verify(token)
        counts.verified += 1
      } catch (error) {
        if (clock() >= expiresAt) return
        counts.refused += 1
        console.error(`key ${kid} at verifier ${at}: ${String(error)}`)
      }
    }
  }
  try {
    let { refreshToken } = await auth.signIn(person)
    const until = performance.now() + seconds * 1_000
    let due = performance.now()
    while (performance.now() < until) {
      if (performance.now() >= due) {
        await auth.keys.rotate()
        due += interval * 1_000
      }
      const renewed = await random.pick(issuers).renew(refreshToken)
      refreshToken = renewed.refreshToken
      const latest = issuedAs(renewed.accessToken)
      issued.push(latest)
      while ((issued[0]?.expiresAt ?? Infinity) <= clock()) issued.shift()
      kids.add(latest.kid)
      await Promise.all([latest, random.pick(issued), random.pick(issued)].map(verify))
      await pause(20)
    }
    const last = issued.at(-1)
    if (!last) throw new Error('nothing was issued')
    const removed = clock()
    await auth.keys.remove(last.kid)
    const gone = await Promise.all(
      [other, ...remotes].map(async (verifier) => {
        while (await isGood(verifier, last)) await pause(20)
        return clock() - removed
      }),
    )
    return [
      atLeast('scheduled: keys that signed', Math.floor(seconds / 40), kids.size),
      atLeast('scheduled: verifications', seconds, counts.verified),
      exactly('scheduled: tokens refused that were good', 0, counts.refused),
      atMost('scheduled: a removed key at the other issuer, by its clock', 7 * haste, gone[0] ?? 0),
      atMost('scheduled: and elsewhere', 310, Math.max(...gone.slice(1))),
    ]
  } finally {
    await auth.close()
    await other.close()
    rmSync(directory, { recursive: true })
  }
}

async function isGood(verifier: Pick<Auth, 'verify'>, { token }: Issued): Promise<boolean> {
  try {
    await verifier.verify(token)
    return true
  } catch {
    return false
  }
}

function issuedAs(token: string): Issued {
  const [header, claims] = token
    .split('.', 2)
    .map((part): unknown => JSON.parse(Buffer.from(part, 'base64url').toString()))
  const { kid } = header as { kid: string } // this and the other: a token of ours
  const { exp } = claims as { exp: number }
  return { token, kid, expiresAt: exp }
}
