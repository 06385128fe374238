import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { databaseFile } from '../src/server/index.ts'
import { atOnce } from './at-once.ts'
import { exactly } from './figure.ts'
import type { Figure } from './figure.ts'
import { readTrace } from './traced.ts'

const syscalls = ['pwrite64', 'fsync', 'fdatasync', 'ftruncate'] as const

/** Something that a program does to a database. */
export interface Work {
  /** Where runs of it have their own copies, until the directory is removed. */
  readonly directory: string
  /** The data directory that each of them begins with. */
  readonly data: string
  /** Arguments of node for it, on this database. */
  readonly script: (file: string) => readonly string[]
  /** What is wrong with the database after a kill, when the program had said so much. */
  readonly judge: (file: string, said: string) => Promise<readonly string[]>
}

/** A write that outlives the process: the call of that name, from 1, as the thread that makes it counts. */
interface Point {
  readonly syscall: string
  readonly number: number
}

/**
 * Kills a program at each of its writes to the database, or at one in so many.
 * @param options.least points there have to be: fewer, and the trace is not understood.
 */
export async function killAtWrites(
  work: Work,
  { least, every = 1 }: { readonly least: number; readonly every?: number },
): Promise<Figure[]> {
  const trace = join(work.directory, 'trace')
  await run(work, 'undisturbed', ['-o', trace, '-y', '-e', `trace=${syscalls.join()}`])
  const points = pointsOf(trace)
  const chosen = points.filter((_, at) => at % every === 0)
  const kills = await atOnce(chosen, async ({ syscall, number }) => {
    const inject = `inject=${syscall}:signal=KILL:when=${number}`
    const strace = ['-o', '/dev/null', '-e', `trace=${syscall}`, '-e', inject]
    const { copy, said, isKilled } = await run(work, `${syscall}-${number}`, strace)
    const faults = await work.judge(databaseFile(copy), said)
    rmSync(copy, { recursive: true })
    for (const fault of faults) console.error(`${syscall} ${number}: ${fault}`)
    return { isKilled, isWhole: faults.length === 0 }
  })
  const count = points.length
  const missed = kills.filter(({ isKilled }) => !isKilled).length
  return [
    { what: 'points', required: `≥ ${least}`, measured: `${count}`, holds: count >= least },
    exactly(`of ${chosen.length} of them, without a kill`, 0, missed),
    exactly('after a kill, not as it should be', 0, kills.filter(({ isWhole }) => !isWhole).length),
  ]
}

function pointsOf(trace: string): Point[] {
  const counts = new Map<string, number>()
  return readTrace(trace).flatMap(({ name, text: said }) => {
    const number = (counts.get(name) ?? 0) + 1
    counts.set(name, number)
    return /latchkey\.db(?:-wal|-journal)?>/.test(said) ? [{ syscall: name, number }] : []
  })
}

async function run(
  { directory, data, script }: Work,
  name: string,
  strace: readonly string[],
): Promise<{ copy: string; said: string; isKilled: boolean }> {
  const copy = join(directory, name)
  cpSync(data, copy, { recursive: true })
  const node = [process.execPath, ...script(databaseFile(copy))]
  // Not with --seccomp-bpf: strace 6.1 then injects nothing.
  const child = spawn('strace', ['-f', '-qq', ...strace, ...node], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // Half of the time of a run was to compile the same modules again.
    env: { ...process.env, NODE_COMPILE_CACHE: join(directory, 'compiled') },
  })
  const said = text(child.stdout)
  const [code] = await once(child, 'close')
  return { copy, said: await said, isKilled: code !== 0 }
}
