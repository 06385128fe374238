import { fork } from 'node:child_process'
import { once } from 'node:events'
import { arrive, asks, seconds } from './arrivals.ts'
import type { Answered } from './arrivals.ts'
import type { Flooded } from './flood-server.ts'
import type { Race } from './measure.ts'
import { startServing } from './serving.ts'

const turns = 5
/** Arrivals in a second. */
const [guardedRate, renewRate] = [200, 50]

/** Ten times as many sign-ins as there is room for, and how guarded requests and renewals fare meanwhile. */
export async function benchFlood(): Promise<Race[]> {
  const { word, stop } = await startServing<Flooded>('flood-server.ts')
  const clients = fork(new URL('flood-clients.ts', import.meta.url))
  const ended = once(clients, 'exit').then(() => {
    throw new Error('flood-clients.ts ended')
  })
  ended.catch(() => {})
  const told = async (message: unknown): Promise<readonly number[]> => {
    clients.send(message as object)
    const [statuses] = await Promise.race([once(clients, 'message'), ended])
    return statuses as number[] // what `flood-clients.ts` says
  }
  const { guarded, renew } = asks(word)
  const p99: Record<string, number[]> = { 'guarded requests': [], renewals: [] }
  const signIns: Record<string, number[]> = {
    'signed in': [],
    'asked to come back': [],
    arrived: [],
  }
  const failed: Record<string, number[]> = { all: [0] }
  try {
    await told(word)
    // The first does not count: what is flooded within its first second has not been compiled.
    for (let turn = -1; turn < turns; turn += 1) {
      const [statuses, seen, renewed] = await Promise.all([
        told('flood'),
        arrive(guardedRate, guarded),
        arrive(renewRate, renew),
      ])
      for (const { status } of [...seen, ...renewed]) {
        if (status === 200) continue
        for (const which of ['all', status === 0 ? 'not answered' : `answered ${status}`]) {
          failed[which] = [(failed[which]?.[0] ?? 0) + 1]
        }
      }
      if (turn < 0) continue
      p99['guarded requests']?.push(quantile(seen, 0.99))
      p99['renewals']?.push(quantile(renewed, 0.99))
      const count = (wanted: number): number =>
        statuses.filter((status) => status === wanted).length / seconds
      signIns['signed in']?.push(count(200))
      signIns['asked to come back']?.push(count(503))
      signIns['arrived']?.push(statuses.length / seconds)
    }
  } finally {
    clients.kill()
    await stop()
  }
  return [
    { what: 'p99 during a flood of sign-ins', unit: 'ms', turns: p99 },
    { what: 'refused or failed during a flood', unit: 'requests', turns: failed },
    { what: 'the flood', unit: 'sign-ins/s', turns: signIns },
  ]
}

const quantile = (answers: readonly Answered[], share: number): number => {
  const sorted = answers.map(({ milliseconds }) => milliseconds).toSorted((a, b) => a - b)
  return sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN
}
