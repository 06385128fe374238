import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { check } from './check.ts'
import type { Device } from './device.ts'
import { allowed } from './moved-clock.ts'
import type { Phase } from './moved-clock.ts'
import { prepareSqlite } from './people.ts'
import { freePort, ServerProcess } from './server-process.ts'
import { Sleepers } from './sleepers.ts'
import { underLoad } from './under-load.ts'
import type { LoadReport } from './under-load.ts'
import { removeShared, WrongClock } from './wrong-clock.ts'

/** What the clock is set to. */
export interface Jump {
  /** A time, in seconds since 1970, or how far from the right one. */
  readonly to: { readonly time: number } | { readonly offset: number }
  /** Whether the server is killed and started there. Default: no. */
  readonly restarts?: true
}

export interface JumpReport extends LoadReport, Pick<Sleepers, 'untimely' | 'accepted'> {}

/** Sets the clock of a server on SQLite again and again under load. */
export async function jumpUnderLoad(options: {
  readonly jumps: readonly Jump[]
  readonly seed: number
  /** Seconds between two of them. */
  readonly stay: number
}): Promise<JumpReport> {
  const { jumps, seed, stay } = options
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-faults-'))
  const data = join(directory, 'data')
  const people = await prepareSqlite(data)
  const [person] = people
  if (!person) throw new Error('there is nobody to sign in')
  const clock = new WrongClock(directory)
  const args = ['--insecure-no-sign-in-limits']
  const server = new ServerProcess({ port: await freePort(), data, args, env: clock.env })
  const sleepers = new Sleepers(server.url, person, clock)
  const phases: Phase[] = []
  let devices: readonly Device[] = []
  const restart = async (): Promise<void> => {
    await server.stop()
    await server.start()
  }
  try {
    await restart()
    const report = await underLoad({
      url: server.url,
      people,
      seed,
      judge: (sessions) => {
        const starts = new Map(devices.map(({ session, startedAt }) => [session, startedAt]))
        return check(allowed(sessions, phases, starts), Infinity)
      },
      async disturb(load) {
        devices = load.devices
        await sleepers.add()
        await pause(stay * 1_000)
        for (const { to, restarts } of jumps) {
          const offset = 'time' in to ? Math.round(to.time - Date.now() / 1_000) : to.offset
          clock.set(offset)
          phases.push({ from: performance.now() / 1_000, offset })
          if (restarts) await restart()
          await sleepers.wake()
          await sleepers.add()
          await pause(stay * 1_000)
        }
      },
      restart,
    })
    const { untimely, accepted } = sleepers
    return { ...report, untimely, accepted }
  } finally {
    await server.stop()
    removeShared()
    rmSync(directory, { recursive: true })
  }
}
