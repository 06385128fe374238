import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createRandom } from '../test/fuzz/random.ts'
import { check } from './check.ts'
import type { Verdict } from './check.ts'
import { History } from './history.ts'
import { Load } from './load.ts'
import { prepareSqlite } from './people.ts'
import { freePort, ServerProcess } from './server-process.ts'
import type { Killable, ServerOptions } from './server-process.ts'

export interface KillOptions {
  readonly kills: number
  readonly seed: number
  readonly workers?: number
  /** Milliseconds between a start and the kill that follows it, at most. */
  readonly life?: number
  /** Default: `latchkey serve` in a process of its own. */
  readonly open?: (options: ServerOptions) => Killable
}

export interface KillReport {
  readonly verdict: Verdict
  readonly calls: number
  readonly signIns: number
  /** Seconds from each start to the first 200, shortest first. */
  readonly starts: readonly number[]
  readonly unexpected: readonly string[]
}

/** Kills a server on SQLite again and again under load, and then looks at every session once more. */
export async function killUnderLoad(options: KillOptions): Promise<KillReport> {
  const { kills, seed, workers = 6, life = 400, open = openLatchkey } = options
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-faults-'))
  const data = join(directory, 'data')
  const people = await prepareSqlite(data)
  const server = open({ port: await freePort(), data })
  let isOver = false
  const history = new History()
  const unexpected: string[] = []
  const world = { url: server.url, history, unexpected, isOver: () => isOver }
  const random = createRandom(seed, 0)
  const load = new Load(world, { people, random: createRandom(seed, 1) })
  const starts: number[] = []
  try {
    starts.push(await server.start())
    load.start(workers)
    for (let kill = 0; kill < kills; kill += 1) {
      await pause(20 + random.below(life))
      await server.stop()
      starts.push(await server.start())
    }
    isOver = true
    await load.stopped
    isOver = false
    await load.sweep(async () => {
      await server.stop()
      await server.start()
    })
    const verdict = check(history.sessions.values())
    starts.sort((a, b) => a - b)
    return { verdict, calls: history.length, signIns: load.signIns, starts, unexpected }
  } finally {
    isOver = true
    await server.stop()
    rmSync(directory, { recursive: true })
  }
}

const openLatchkey = (options: ServerOptions): Killable =>
  new ServerProcess({ ...options, args: ['--insecure-no-sign-in-limits'] })
