import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { postgres } from '../src/postgres/index.ts'
import type { PgQuery } from '../src/postgres/index.ts'
import type { Contender } from './measure.ts'

const seconds = 3
/** As many as the pools of three servers have for it. */
const connections = 30
/** What the sessions that it renews call their device. */
export const device = 'pgbench'
export const sessionsNeeded: number = connections

/** What the store sends to rotate a session of that many rotations, which it does by that. */
async function recordRotation(url: string, id: string): Promise<readonly PgQuery[]> {
  // `pipeline` is not in the types of pg yet.
  const options: pg.PoolConfig = { connectionString: url }
  const pool = new pg.Pool(Object.assign(options, { pipeline: true }))
  const sent: PgQuery[] = []
  const store = postgres({
    async connect() {
      const client = await pool.connect()
      return {
        pipeline: true,
        query(query) {
          sent.push(query)
          return client.query(query as pg.QueryConfig) // PgQuery says less of `types` than pg does
        },
        release: (destroy) => client.release(destroy),
      }
    },
  })
  try {
    for (let generation = 0; generation <= told; generation += 1) {
      sent.length = 0
      const now = Date.now() / 1_000
      const renewalId = 'r'.repeat(16)
      const rotated = await store.rotateSession({ id, generation, renewalId, now })
      if (!rotated) throw new Error('a rotation was refused')
    }
  } finally {
    await pool.end()
  }
  return sent
}

/** A generation that no other parameter of the statements is equal to. */
const told = 3

/** The same with the variables of pgbench for the session, and in as many round trips. */
function scriptOf(queries: readonly PgQuery[], id: string): string {
  const literal = (value: unknown): string => {
    if (value === id) return ':id'
    if (value === told) return ':generation'
    return typeof value === 'number' ? String(value) : `'${String(value)}'`
  }
  const statements = queries.map(({ text, values = [] }) => {
    const filled = text.replaceAll(/\$(\d+)/g, (_, n: string) => literal(values[Number(n) - 1]))
    return `${filled.replaceAll(/\s+/g, ' ')};`
  })
  return [
    '\\if :generation < 0',
    `SELECT id, generation FROM sessions WHERE device = '${device}' ORDER BY id OFFSET :client_id LIMIT 1 \\gset`,
    '\\endif',
    '\\startpipeline',
    ...statements.slice(0, -1),
    '\\endpipeline',
    // The store looks at what the others did before it commits.
    ...statements.slice(-1),
    '\\set generation :generation + 1',
    '',
  ].join('\n')
}

/**
 * The most that the database does of what a renewal asks of it: by a client in C, without HTTP, tokens and signatures.
 *
 * @param id of a session that is only for recording what is sent.
 */
export async function pgbench(
  { bin, url }: { readonly bin: string; readonly url: string },
  id: string,
): Promise<Contender> {
  const script = scriptOf(await recordRotation(url, id), id)
  const args = [
    '-n',
    '-M',
    'prepared',
    '-c',
    `${connections}`,
    '-T',
    `${seconds}`,
    '-D',
    'generation=-1',
  ]
  return async () => {
    const directory = mkdtempSync(join(tmpdir(), 'latchkey-bench-'))
    const file = join(directory, 'renewal.sql')
    writeFileSync(file, script)
    try {
      const before = await rotationsIn(url)
      const { stdout } = await promisify(execFile)(join(bin, 'pgbench'), [...args, '-f', file, url])
      const done = Number(/actually processed: (\d+)/.exec(stdout)?.[1])
      const [, rate] = /tps = ([\d.]+) \(without/.exec(stdout) ?? []
      // Or it would be the rate of UPDATEs that find nothing.
      if ((await rotationsIn(url)) - before !== done) throw new Error('pgbench rotated nothing')
      return Number(rate)
    } finally {
      rmSync(directory, { recursive: true })
    }
  }
}

async function rotationsIn(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ sum: string }>(
      'SELECT sum(generation) FROM sessions WHERE device = $1',
      [device],
    )
    return Number(rows[0]?.sum)
  } finally {
    await client.end()
  }
}
