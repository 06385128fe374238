import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { createAuth } from '../src/index.ts'
import type { Auth } from '../src/index.ts'
import { postgres } from '../src/postgres/index.ts'
import { databaseFile } from '../src/server/index.ts'
import { sqlite } from '../src/sqlite/index.ts'
import type { Store } from '../src/storage/index.ts'
import { createVerifier } from '../src/tokens/verifier.ts'
import type { LoginAnswer } from '../src/wire.ts'
import { createRandom } from '../test/fuzz/random.ts'
import { ask, bearer } from './ask.ts'
import { atLeast, atMost, exactly } from './figure.ts'
import type { Figure } from './figure.ts'
import { prepareSqlite } from './people.ts'
import type { Person } from './people.ts'
import { secret, startNodes } from './postgres-nodes.ts'
import { freePort, issuer, latchkey, ServerProcess } from './server-process.ts'

const run = promisify(execFile)
/** Seconds between two rotations. */
const interval = 5
/** Seconds for which a verifier elsewhere may not know a key that signs at once: its cool-down, and a second. */
const cooldown = 31

interface Issuers {
  readonly what: string
  readonly urls: readonly string[]
  readonly person: Person
  /** What `latchkey key rotate` has to be told of the database. */
  readonly database: readonly string[]
  /** A store on the database, and the secret where that has none. */
  readonly beside: { readonly store: Store; readonly secret?: string }
}

/** One server on SQLite, whose keys another process rotates. */
export async function rotateSqlite(seconds: number, seed: number): Promise<Figure[]> {
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-faults-'))
  const data = join(directory, 'data')
  const [person] = await prepareSqlite(data)
  const server = new ServerProcess({ port: await freePort(), data })
  try {
    await server.start()
    if (!person) throw new Error('there is nobody to sign in')
    const beside = { store: sqlite(databaseFile(data)) }
    const database = ['--data', data]
    const what = 'SQLite'
    return await rotateAtOnce({ what, urls: [server.url], person, database, beside }, seconds, seed)
  } finally {
    await server.stop()
    rmSync(directory, { recursive: true })
  }
}

/** Two servers on PostgreSQL, whose keys a third process rotates. */
export async function rotatePostgres(seconds: number, seed: number): Promise<Figure[]> {
  const nodes = await startNodes(2)
  try {
    const [person] = nodes.people
    if (!person) throw new Error('there is nobody to sign in')
    const urls = nodes.servers.map(({ url }) => url)
    const database = ['--database-url', nodes.url, '--secret-file', nodes.secretFile]
    const beside = { store: postgres(nodes.url), secret }
    const what = 'two nodes on PostgreSQL'
    return await rotateAtOnce({ what, urls, person, database, beside }, seconds, seed)
  } finally {
    await nodes.close()
  }
}

async function rotateAtOnce(
  { what, urls, person, database, beside }: Issuers,
  seconds: number,
  seed: number,
): Promise<Figure[]> {
  const random = createRandom(seed, 18)
  const counts = { rotations: 0, verified: 0, refused: 0, elsewhere: 0, refusedElsewhere: 0 }
  const issued: { readonly token: string; readonly at: number }[] = []
  const verifiers = urls.map((url) =>
    createVerifier({ issuer, audience: 'latchkey', jwksUri: `${url}/.well-known/jwks.json` }),
  )
  const over = new AbortController()
  const refusals = new Set<string>()

  const rotate = async (): Promise<void> => {
    const until = performance.now() + seconds * 1_000
    for (let due = performance.now(); due < until; due += interval * 1_000) {
      await pause(Math.max(0, due - performance.now()))
      await run(process.execPath, [
        latchkey,
        'key',
        'rotate',
        '--immediately',
        '--yes',
        ...database,
      ])
      counts.rotations += 1
    }
    await pause(1_000)
    over.abort()
  }
  /** Each token everywhere, whoever issued it. */
  const verify = async ({ token, at }: (typeof issued)[number]): Promise<void> => {
    for (const url of urls) {
      if (await isGood(url, token)) counts.verified += 1
      else counts.refused += 1
    }
    if (performance.now() - at < cooldown * 1_000) return
    for (const verifier of verifiers) {
      counts.elsewhere += 1
      await verifier.verify(token).catch((error: unknown) => {
        counts.refusedElsewhere += 1
        refusals.add(String(error))
      })
    }
  }
  const work = async (url: string): Promise<void> => {
    const post = async (path: string, body: object): Promise<LoginAnswer> => {
      const answer = await ask(url, { method: 'POST', path: `/api/v1/${path}`, body })
      if (answer.kind !== 'answer' || answer.status !== 200) throw new Error(`${path} fails`)
      return JSON.parse(answer.body) as LoginAnswer // a 200 of ours
    }
    let { refreshToken } = await post('login', person)
    while (!over.signal.aborted) {
      const renewed = await post('renew', { refreshToken })
      refreshToken = renewed.refreshToken
      const latest = { token: renewed.token, at: performance.now() }
      issued.push(latest)
      for (const each of [latest, random.pick(issued), random.pick(issued)]) await verify(each)
      await pause(20)
    }
  }
  await Promise.all([rotate(), ...urls.map(work)])
  for (const refusal of refusals) console.error(`${what}: ${refusal}`)

  const auth = await createAuth({ issuer, audience: 'api', ...beside })
  try {
    const keys = auth.keys.list().length
    const last = issued.at(-1)?.token ?? ''
    const removed = await removeKeyOf(auth, last)
    const gone = await Promise.all(
      urls.map(async (url) => {
        while (await isGood(url, last)) await pause(20)
        return (performance.now() - removed) / 1_000
      }),
    )
    const figures = [
      exactly('keys after them all', counts.rotations + 1, keys),
      atLeast('rotations', Math.floor(seconds / interval), counts.rotations),
      atLeast('verifications', seconds, counts.verified),
      exactly('tokens refused that were good', 0, counts.refused),
      exactly(
        `and elsewhere, of ${counts.elsewhere} older than ${cooldown} s`,
        0,
        counts.refusedElsewhere,
      ),
      // Servers look every five seconds.
      atMost('until a removed key is refused', 6, Math.max(...gone)),
    ]
    return figures.map((figure) => ({ ...figure, what: `${what}: ${figure.what}` }))
  } finally {
    await auth.close()
  }
}

async function isGood(url: string, token: string): Promise<boolean> {
  const answer = await ask(url, { path: '/verify', headers: bearer(token) })
  return answer.kind === 'answer' && answer.status === 204
}

/** When it was gone, in milliseconds. */
async function removeKeyOf(auth: Auth, token: string): Promise<number> {
  const [header = ''] = token.split('.')
  const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { kid: string } // ours
  await auth.keys.remove(kid)
  return performance.now()
}
