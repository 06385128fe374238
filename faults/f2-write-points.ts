import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { databaseFile } from '../src/server/index.ts'
import { atLeast, exactly } from './figure.ts'
import type { Person } from './people.ts'
import { prepareSqlite } from './people.ts'
import type { Row } from './row.ts'
import { lossesOf, readSteps } from './scenario-losses.ts'
import type { Step } from './scenario-losses.ts'
import { readTrace } from './traced.ts'

const scenario = fileURLToPath(new URL('scenario.ts', import.meta.url))
const syscalls = ['pwrite64', 'fsync', 'fdatasync', 'ftruncate'] as const
/** Of the points, one in so many is part of every run. */
const stride = 8

interface Point {
  readonly syscall: string
  /** The call of that name, from 1. */
  readonly number: number
}

export const writePoints: Row = {
  what: 'kill -9 at every write and fsync of sign-in, renewal, sign-out, password change, key rotation',
  isQuick: true,
  needs: ['strace'],
  async run({ seed, all }) {
    const directory = mkdtempSync(join(tmpdir(), 'latchkey-faults-'))
    try {
      const data = join(directory, 'data')
      const [person] = await prepareSqlite(data)
      if (!person) throw new Error('there is nobody to sign in')
      const trace = join(directory, 'trace')
      const run = { directory, data, person }
      await runScenario(run, 'undisturbed', ['-o', trace, '-y', '-e', `trace=${syscalls.join()}`])
      const points = pointsOf(trace)
      const chosen = points.filter((_, at) => all || at % stride === seed % stride)
      const losses: string[] = []
      let survived = 0
      for (const { syscall, number } of chosen) {
        const inject = `inject=${syscall}:signal=KILL:when=${number}`
        const strace = ['-o', '/dev/null', '-e', `trace=${syscalls.join()}`, '-e', inject]
        const { file, steps, isKilled } = await runScenario(run, `${syscall}-${number}`, strace)
        if (!isKilled) survived += 1
        const lost = await lossesOf({ file, steps, person })
        losses.push(...lost.map((loss) => `${syscall} ${number}: ${loss}`))
      }
      for (const loss of losses) console.error(loss)
      return [
        atLeast(`kills, at points of ${points.length}`, chosen.length, chosen.length - survived),
        exactly('acknowledged and lost, or not whole', 0, losses.length),
      ]
    } finally {
      rmSync(directory, { recursive: true })
    }
  },
}

/** The writes that outlive the process, as the thread that makes them counts them. */
function pointsOf(trace: string): Point[] {
  const counts = new Map<string, number>()
  return readTrace(trace).flatMap(({ name, text: said }) => {
    const number = (counts.get(name) ?? 0) + 1
    counts.set(name, number)
    return /latchkey\.db(?:-wal|-journal)?>/.test(said) ? [{ syscall: name, number }] : []
  })
}

async function runScenario(
  { directory, data, person }: { directory: string; data: string; person: Person },
  name: string,
  strace: readonly string[],
): Promise<{ file: string; steps: readonly Step[]; isKilled: boolean }> {
  const copy = join(directory, name)
  cpSync(data, copy, { recursive: true })
  const file = databaseFile(copy)
  const node = [process.execPath, scenario, file, person.username, person.password]
  // Not with --seccomp-bpf: strace 6.1 then injects nothing.
  const child = spawn('strace', ['-f', '-qq', ...strace, ...node], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const said = text(child.stdout)
  const [code] = await once(child, 'close')
  return { file, steps: readSteps(await said), isKilled: code !== 0 }
}
