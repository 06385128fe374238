import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { accessTokenLifetime, sessionLifetime } from '../src/defaults.ts'
import type { LoginAnswer } from '../src/wire.ts'
import { ask, bearer } from './ask.ts'
import { check } from './check.ts'
import type { Device } from './device.ts'
import { prepareSqlite } from './people.ts'
import { freePort, ServerProcess } from './server-process.ts'
import { allowed } from './moved-clock.ts'
import type { Phase } from './moved-clock.ts'
import { underLoad } from './under-load.ts'
import type { LoadReport } from './under-load.ts'
import { removeShared, WrongClock } from './wrong-clock.ts'

/** Seconds that a clock may be off, which verifiers forgive. */
const skew = 30

export interface JumpReport extends LoadReport {
  /** Tokens that were asked of a clock at which they are over, or not yet begun. */
  readonly untimely: number
  /** Those of them that were accepted. */
  readonly accepted: readonly string[]
}

/** Somebody who signed in at this time of the server, and does nothing. */
interface Sleeper extends Pick<LoginAnswer, 'token' | 'refreshToken'> {
  readonly signedInAt: number
}

/** A time that the clock is set to. */
export interface Jump {
  /** Seconds from the right time. */
  readonly offset: number
  /** Whether the server is killed and started there. Default: no. */
  readonly restarts?: true
}

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
  const clock = new WrongClock(directory)
  const server = new ServerProcess({
    port: await freePort(),
    data,
    args: ['--insecure-no-sign-in-limits'],
    env: clock.env,
  })
  const phases: Phase[] = [{ from: 0, offset: 0 }]
  const sleepers: Sleeper[] = []
  const accepted: string[] = []
  let untimely = 0
  let devices: readonly Device[] = []

  const post = (path: string, body: object) => ask(server.url, { method: 'POST', path, body })
  const signIn = async (): Promise<void> => {
    const signedInAt = clock.now
    const answer = await post('/api/v1/login', people[0] ?? {})
    if (answer.kind !== 'answer' || answer.status !== 200) throw new Error('nobody signed in')
    const { token, refreshToken } = JSON.parse(answer.body) as LoginAnswer // a 200 of ours
    sleepers.push({ token, refreshToken, signedInAt })
  }
  const isRefused = async (what: string, asked: ReturnType<typeof post>): Promise<void> => {
    const answer = await asked
    untimely += 1
    const status = answer.kind === 'answer' ? answer.status : 0
    if (status !== 401) accepted.push(`${what}: ${status}`)
  }
  const wake = async ({ token, refreshToken, signedInAt }: Sleeper): Promise<void> => {
    const age = clock.now - signedInAt
    const what = `after ${Math.round(age)} s`
    if (age > accessTokenLifetime + 1 || age < -skew - 1) {
      await isRefused(
        `access token ${what}`,
        ask(server.url, { path: '/verify', headers: bearer(token) }),
      )
    }
    if (age > sessionLifetime + skew)
      await isRefused(`session ${what}`, post('/api/v1/renew', { refreshToken }))
  }
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
        await pause(stay * 1_000)
        await signIn()
        for (const { offset, restarts } of jumps) {
          clock.set(offset)
          phases.push({ from: performance.now() / 1_000, offset })
          if (restarts) await restart()
          await Promise.all(sleepers.map(wake))
          await signIn()
          await pause(stay * 1_000)
        }
      },
      restart,
    })
    return { ...report, untimely, accepted }
  } finally {
    await server.stop()
    removeShared()
    rmSync(directory, { recursive: true })
  }
}
