import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { atLeast, atMost, exactly } from './figure.ts'
import type { Figure } from './figure.ts'
import { prepareSqlite } from './people.ts'
import { freePort, ServerProcess } from './server-process.ts'
import { countFor, renew, secondsUntil, underFault } from './under-fault.ts'

/** A disk of 8 MB that nobody else sees, for as long as somebody holds it. */
async function mountDisk(at: string): Promise<{ outside: string; in: string[]; free(): void }> {
  const script = `mount -t tmpfs -o size=8m none '${at}' && echo mounted && cat`
  const holder = spawn('unshare', ['-Urm', 'sh', '-c', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  await Promise.race([once(holder.stdout, 'data'), once(holder, 'exit')])
  if (holder.exitCode !== null) throw new Error('there is no disk')
  return {
    outside: `/proc/${holder.pid}/root${at}`,
    in: ['nsenter', '-t', `${holder.pid}`, '-U', '-m', '--preserve-credentials'],
    free: () => holder.stdin.end(),
  }
}

/** A full disk refuses what has to be written and nothing else, until there is room. */
export async function fillDisk(seed: number): Promise<Figure[]> {
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-faults-'))
  const at = join(directory, 'disk')
  mkdirSync(at)
  const disk = await mountDisk(at)
  const people = await prepareSqlite(join(directory, 'data'))
  // SQLite resolves links by itself, and this one leads to the disk only for the kernel.
  cpSync(join(directory, 'data'), join(disk.outside, 'data'), { recursive: true })
  const server = new ServerProcess({
    port: await freePort(),
    data: join(at, 'data'),
    args: ['--insecure-no-sign-in-limits'],
    under: disk.in,
  })
  try {
    await server.start()
    return await underFault({
      what: 'a full disk',
      url: server.url,
      people,
      seed,
      async strike(session) {
        await pause(1_000)
        const filler = join(disk.outside, 'filler')
        fill(filler)
        const counts = await countFor(4, () => renew(server.url, session))
        rmSync(filler)
        const recovered = await secondsUntil('ok', () => renew(server.url, session))
        await pause(1_000)
        return [
          atLeast('renewals answered 503 with Retry-After', 10, counts.unavailable ?? 0),
          exactly('and otherwise than that or 200', 0, counts.other ?? 0),
          atMost('recovered after', 1, recovered),
        ]
      },
      async restart() {
        await server.stop()
        await server.start()
      },
    })
  } finally {
    await server.stop()
    disk.free()
    rmSync(directory, { recursive: true })
  }
}

function fill(file: string): void {
  try {
    for (;;) appendFileSync(file, Buffer.alloc(4_096))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
  }
}
