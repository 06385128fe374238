import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { atMost } from './figure.ts'
import type { Figure } from './figure.ts'
import { prepareSqlite } from './people.ts'
import { freePort, ServerProcess } from './server-process.ts'
import { underFault } from './under-fault.ts'

/** System calls that fail from one of them on, as the thread that makes them counts. */
export interface BrokenCalls {
  readonly calls: 'fsync,fdatasync' | 'pwrite64' | 'pread64'
  readonly error: 'EIO' | 'EROFS'
  readonly from: number
  /** Only that one. Default: all from it on. */
  readonly once?: boolean
}

/** Seconds in which so many calls are made under load, on a busy machine. */
const patience = 90

/** A server whose disk fails in a way after which it must not go on ends, and the next one has everything. */
export async function breakCalls(
  { calls, error, from, once = false }: BrokenCalls,
  seed: number,
): Promise<Figure[]> {
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-faults-'))
  const data = join(directory, 'data')
  const trace = join(directory, 'trace')
  const people = await prepareSqlite(data)
  const inject = `inject=${calls}:error=${error}:when=${from}${once ? '' : '+'}`
  const strace = ['-D', '-f', '-qq', '-ttt', '-o', trace, '-e', `trace=${calls}`, '-e', inject]
  const options = { port: await freePort(), data, args: ['--insecure-no-sign-in-limits'] }
  const broken = new ServerProcess({ ...options, under: ['strace', ...strace] })
  const sound = new ServerProcess(options)
  const what = `${once ? 'one ' : ''}${error} of ${calls}`
  try {
    await broken.start()
    return await underFault({
      what,
      url: broken.url,
      people,
      seed,
      async strike(_session, guarded) {
        const outcome = await Promise.race([
          broken.ended,
          pause(patience * 1_000, 'it lives', { ref: false }),
        ])
        if (outcome === 'it lives') throw new Error(`${what}: the server did not end`)
        const ended = Date.now() / 1_000
        await guarded.stop()
        await sound.start()
        await pause(500)
        return [atMost('ended after', 1, ended - firstFailure(trace))]
      },
      async restart() {
        await sound.stop()
        await sound.start()
      },
    })
  } finally {
    await broken.stop()
    await sound.stop()
    rmSync(directory, { recursive: true })
  }
}

/** When the first call failed, in seconds since 1970. */
function firstFailure(trace: string): number {
  const lines = readFileSync(trace, 'utf8').split('\n')
  const line = lines.find((each) => each.includes('(INJECTED)'))
  return Number(/^\d+ +([\d.]+) /.exec(line ?? '')?.[1])
}
