import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAuth } from '../src/index.ts'
import { hashPassword } from '../src/passwords/index.ts'
import { postgres } from '../src/postgres/index.ts'
import { randomId } from '../src/random.ts'
import type { SessionTokens } from '../src/sessions/index.ts'
import { startCluster } from '../test/postgres/cluster.ts'
import type { Cluster } from '../test/postgres/cluster.ts'
import { cpuSecondsOf } from './cpu.ts'
import { limitCpu } from './cpu-share.ts'
import { issuer, startIssuer } from './issuer.ts'
import type { Issuer } from './issuer.ts'
import { percentiles, race } from './measure.ts'
import type { Contender, Race } from './measure.ts'
import { device, pgbench, sessionsNeeded } from './pgbench.ts'
import { clientsOf } from './renew.ts'
import { revokeOnNodes } from './revoke-on-nodes.ts'

const turns = 5
/** Of a core, which every node has where machines of their own are imitated: three leave the rest enough. */
const share = 0.25
const clients = 64
const revokes = 1_000
const secret = 'a master secret for the bench only'

/**
 * Servers on one PostgreSQL, whose commits wait for the disk: what one and three of them renew, what the database
 * could do at most, what each side uses for it, and how soon all refuse what one has ended.
 */
export async function benchNodes(): Promise<Race[]> {
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-bench-'))
  const cluster = await startCluster({ fsync: true })
  const nodes: Issuer[] = []
  const limits: (() => void)[] = []
  try {
    const url = await cluster.createSchema()
    const tokens = await fill(url)
    const secretFile = join(directory, 'secret')
    writeFileSync(secretFile, secret, { mode: 0o600 })
    for (const _ of [1, 2, 3]) {
      const env = { DATABASE_URL: url }
      nodes.push(await startIssuer(['--secret-file', secretFile], env))
    }
    const used: Record<string, number[]> = {}
    /** The same, and it is noted what each side used for a renewal. */
    const noting = (who: string, renew: Renewing) => async (): Promise<number> => {
      const before = usageOf(nodes, cluster)
      const done = await renew()
      const after = usageOf(nodes, cluster)
      for (const side of ['servers', 'PostgreSQL'] as const) {
        const figures = (used[`${side}, ${who}`] ??= [])
        figures.push(((after[side] - before[side]) * 1_000) / done)
      }
      return done
    }
    const [three, one] = [clientsOn(nodes, tokens.three), clientsOn(nodes.slice(0, 1), tokens.one)]
    const renewals = await race(
      { what: 'renew on PostgreSQL, all on the cores of this machine', unit: 'renewals/s', turns },
      {
        '3 nodes': perSecond(noting('3 nodes', three)),
        '1 node': perSecond(noting('1 node', one)),
        'pgbench, the same statements': await pgbench({ bin: cluster.bin, url }, tokens.recorded),
      },
    )
    const delays = await revokeOnNodes(nodes, tokens.access)
    for (const { pid } of nodes) limits.push(limitCpu(pid, share))
    const apart = await race(
      { what: 'renew on PostgreSQL, a quarter of a core for each node', unit: 'renewals/s', turns },
      { '3 nodes': perSecond(three), '1 node': perSecond(one) },
    )
    return [
      renewals,
      apart,
      { what: 'CPU time of a renewal on PostgreSQL', unit: 'ms', turns: used },
      {
        what: 'revoked on one node, acknowledged to refused on all',
        unit: 'ms',
        turns: percentiles(delays),
      },
    ]
  } finally {
    await Promise.all(nodes.map((node) => node.stop()))
    for (const lift of limits) lift()
    await cluster.stop()
    rmSync(directory, { recursive: true })
  }
}

/** A round of the clients, and how many renewals it made. */
type Renewing = () => Promise<number>

const perSecond =
  (renew: Renewing): Contender =>
  async () => {
    const from = performance.now()
    const done = await renew()
    return done / ((performance.now() - from) / 1_000)
  }

/** CPU seconds so far. */
const usageOf = (nodes: readonly Issuer[], cluster: Cluster) => ({
  servers: nodes.reduce((sum, { pid }) => sum + cpuSecondsOf(pid), 0),
  PostgreSQL: cpuSecondsOf(cluster.pid()),
})

/** Clients of each node, all at once. */
function clientsOn(nodes: readonly Issuer[], tokens: readonly string[]): Renewing {
  const rounds = nodes.map(({ url }, index) =>
    clientsOf({
      port: Number(new URL(url).port),
      path: '/api/v1/renew',
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: ['{"refreshToken":"', '"}'],
      next: 'refreshToken',
      tokens: tokens.filter((_, n) => n % nodes.length === index),
    }),
  )
  return async () =>
    (await Promise.all(rounds.map((round) => round()))).reduce((sum, done) => sum + done, 0)
}

interface Tokens {
  /** Refresh tokens of the clients of one node, and of all of them. */
  readonly one: readonly string[]
  readonly three: readonly string[]
  /** Access tokens of sessions that are to be ended. */
  readonly access: readonly string[]
  /** A session on which nobody else works. */
  readonly recorded: string
}

/** Sessions for all of it, each of an account of its own, without the price of a password. */
async function fill(url: string): Promise<Tokens> {
  const store = postgres(url)
  const auth = await createAuth({ issuer, audience: 'latchkey', store, secret })
  const passwordHash = await hashPassword('for the bench only')
  const startOne = async (name: string): Promise<SessionTokens> => {
    const account = await auth.accounts.register({ username: `bench-${randomId()}`, passwordHash })
    return auth.sessions.start({ account, passwordVersion: 1, clientId: 'bench', device: name })
  }
  const start = async (count: number, name = 'bench'): Promise<SessionTokens[]> => {
    const started: SessionTokens[] = []
    while (started.length < count) {
      const next = Math.min(8, count - started.length)
      started.push(...(await Promise.all(Array.from({ length: next }, () => startOne(name)))))
    }
    return started
  }
  try {
    await start(sessionsNeeded, device)
    return {
      one: (await start(clients)).map(({ refreshToken }) => refreshToken),
      three: (await start(clients)).map(({ refreshToken }) => refreshToken),
      access: (await start(revokes)).map((session) => auth.tokens.issue(session).token),
      recorded: (await startOne('bench')).session.id,
    }
  } finally {
    await auth.close()
  }
}
