import { setTimeout as pause } from 'node:timers/promises'
import type { Agent } from 'node:http'
import type { LoginAnswer, TokenAnswer } from '../src/wire.ts'
import { ask } from './ask.ts'
import { exactly, noAnomaly } from './figure.ts'
import type { Figure } from './figure.ts'
import { Guarded } from './guarded.ts'
import type { Person } from './people.ts'
import { underLoad } from './under-load.ts'

export interface FaultOptions {
  readonly what: string
  readonly url: string
  readonly people: readonly Person[]
  readonly seed: number
  /** Breaks the server and mends it, and says what it did meanwhile. */
  readonly strike: (
    session: { refreshToken: string },
    guarded: Guarded,
  ) => Promise<readonly Figure[]>
  /** Without the fault. */
  readonly restart: () => Promise<void>
}

/** Whatever the fault: nothing that was acknowledged is lost, whoever is refused is asked to wait, and what is guarded stays open. */
export async function underFault(options: FaultOptions): Promise<Figure[]> {
  const { what, url, people, seed, strike, restart } = options
  const signedIn = await ask(url, { method: 'POST', path: '/api/v1/login', body: people[0] ?? {} })
  if (signedIn.kind !== 'answer' || signedIn.status !== 200) throw new Error('nobody signed in')
  const session = JSON.parse(signedIn.body) as LoginAnswer // a 200 of ours
  const guarded = new Guarded(url)
  guarded.start(session.token)
  const figures: Figure[] = []
  try {
    const disturb = async (): Promise<void> => {
      figures.push(...(await strike(session, guarded)))
      await guarded.stop()
    }
    const { verdict, calls, unexpected } = await underLoad({ url, people, seed, disturb, restart })
    for (const each of new Set(unexpected)) console.error(`${what}: ${each}`)
    const anomalies = noAnomaly(verdict).filter(({ holds }) => !holds)
    if (calls < 50 || guarded.verified < 20) throw new Error(`${what}: only ${calls} calls`)
    figures.push(
      ...anomalies,
      exactly(
        `lost, forked or answered as it may not be, of ${calls} calls`,
        0,
        anomalies.length + unexpected.length,
      ),
      exactly(`access tokens refused, of ${guarded.verified} checks`, 0, guarded.refused),
    )
    return figures.map((figure) => ({ ...figure, what: `${what}: ${figure.what}` }))
  } finally {
    await guarded.stop()
  }
}

/** What a renewal is answered; `unavailable`: to try again later. */
type Renewal = 'ok' | 'unavailable' | 'other'

export async function renew(
  url: string,
  session: { refreshToken: string },
  agent?: Agent,
): Promise<Renewal> {
  const body = { refreshToken: session.refreshToken }
  const answer = await ask(url, { method: 'POST', path: '/api/v1/renew', body }, agent)
  if (answer.kind !== 'answer') return 'other'
  if (answer.status === 200) {
    session.refreshToken = (JSON.parse(answer.body) as TokenAnswer).refreshToken // a 200 of ours
    return 'ok'
  }
  return answer.status === 503 && answer.headers['retry-after'] ? 'unavailable' : 'other'
}

/** Acts for so many seconds, and counts what comes out. */
export async function countFor<Outcome extends string>(
  seconds: number,
  act: () => Promise<Outcome>,
): Promise<Readonly<Partial<Record<Outcome, number>>>> {
  const counts: Partial<Record<Outcome, number>> = {}
  const until = performance.now() + seconds * 1_000
  while (performance.now() < until) {
    const outcome = await act()
    counts[outcome] = (counts[outcome] ?? 0) + 1
    await pause(10)
  }
  return counts
}

/** Seconds until it comes out like that. */
export async function secondsUntil<Outcome>(
  wanted: Outcome,
  act: () => Promise<Outcome>,
): Promise<number> {
  const from = performance.now()
  while ((await act()) !== wanted) await pause(10)
  return (performance.now() - from) / 1_000
}
