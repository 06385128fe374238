import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createRandom } from '../test/fuzz/random.ts'
import { prepareSqlite } from './people.ts'
import { freePort, ServerProcess } from './server-process.ts'
import type { Killable, ServerOptions } from './server-process.ts'
import { underLoad } from './under-load.ts'
import type { LoadReport } from './under-load.ts'

export interface KillOptions {
  readonly kills: number
  readonly seed: number
  /** Milliseconds between a start and the kill that follows it, at least and at most. Default: 20 and 420. */
  readonly lives?: readonly [shortest: number, longest: number]
  /** What is done to the server beside the load; it is killed until that is done. Default: nothing. */
  readonly meanwhile?: (data: string) => Promise<void>
  /** Default: `latchkey serve` in a process of its own. */
  readonly open?: (options: ServerOptions) => Killable
}

export interface KillReport extends LoadReport {
  /** Seconds from each start to the first 200, shortest first. */
  readonly starts: readonly number[]
}

/** Kills a server on SQLite again and again under load, and then looks at every session once more. */
export async function killUnderLoad(options: KillOptions): Promise<KillReport> {
  const { kills, seed, open = openLatchkey, meanwhile = async () => {} } = options
  const [shortest, longest] = options.lives ?? [20, 420]
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-faults-'))
  const data = join(directory, 'data')
  const people = await prepareSqlite(data)
  const server = open({ port: await freePort(), data })
  const random = createRandom(seed, 0)
  const starts: number[] = []
  const restart = async (): Promise<void> => {
    await server.stop()
    starts.push(await server.start())
  }
  const disturb = async (): Promise<void> => {
    const done = new AbortController()
    const doing = meanwhile(data).finally(() => done.abort())
    for (let kill = 0; kill < kills || !done.signal.aborted; kill += 1) {
      await pause(shortest + random.below(longest - shortest))
      await restart()
    }
    await doing
  }
  try {
    await restart()
    const report = await underLoad({ url: server.url, people, seed, disturb, restart })
    return { ...report, starts: starts.toSorted((a, b) => a - b) }
  } finally {
    await server.stop()
    rmSync(directory, { recursive: true })
  }
}

const openLatchkey = (options: ServerOptions): Killable =>
  new ServerProcess({ ...options, args: ['--insecure-no-sign-in-limits'] })
