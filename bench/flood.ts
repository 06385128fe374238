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

/** What passwords are hashed with: the defaults, and what OWASP and ASVS hold to be as good with a quarter of the memory. */
const hashes = [
  { hashing: '', parameters: [] },
  { hashing: ', 12 MiB in 3 passes', parameters: ['12288', '3'] },
]

/** Ten times as many sign-ins as there is room for, and how guarded requests and renewals fare meanwhile. */
export async function benchFlood(): Promise<Race[]> {
  const p99: Record<string, number[]> = {}
  const signIns: Record<string, number[]> = {}
  const failed: Record<string, number[]> = { all: [0] }
  const floods: Flood[] = []
  try {
    for (const hash of hashes) floods.push(await startFlood(hash))
    // The first does not count: what is flooded within its first second has not been compiled.
    for (let turn = -1; turn < turns; turn += 1) {
      for (const flood of floods) {
        const { signedIn, seen, renewed } = await flood.turn()
        for (const { status } of [...seen, ...renewed]) {
          if (status === 200) continue
          for (const which of ['all', status === 0 ? 'not answered' : `answered ${status}`]) {
            failed[which] = [(failed[which]?.[0] ?? 0) + 1]
          }
        }
        if (turn < 0) continue
        note(p99, `guarded requests${flood.hashing}`, quantile(seen, 0.99))
        note(p99, `renewals${flood.hashing}`, quantile(renewed, 0.99))
        const count = (wanted: number): number =>
          signedIn.filter((status) => status === wanted).length / seconds
        note(signIns, `signed in${flood.hashing}`, count(200))
        note(signIns, `asked to come back${flood.hashing}`, count(503))
        note(signIns, `arrived${flood.hashing}`, signedIn.length / seconds)
      }
    }
  } finally {
    await Promise.all(floods.map((flood) => flood.stop()))
  }
  return [
    { what: 'p99 during a flood of sign-ins', unit: 'ms', turns: p99 },
    { what: 'refused or failed during a flood', unit: 'requests', turns: failed },
    { what: 'the flood', unit: 'sign-ins/s', turns: signIns },
  ]
}

/** What came of the requests of one turn. */
interface Turn {
  /** Statuses. */
  readonly signedIn: readonly number[]
  readonly seen: readonly Answered[]
  readonly renewed: readonly Answered[]
}

interface Flood {
  readonly hashing: string
  readonly turn: () => Promise<Turn>
  readonly stop: () => Promise<void>
}

/** A server, and those who are going to sign in to it, who have found out how many it has room for. */
async function startFlood({ hashing, parameters }: (typeof hashes)[number]): Promise<Flood> {
  const { word, stop } = await startServing<Flooded>('flood-server.ts', parameters)
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
  await told(word)
  const { guarded, renew } = asks(word)
  return {
    hashing,
    turn: async () => {
      const [signedIn, seen, renewed] = await Promise.all([
        told('flood'),
        arrive(guardedRate, guarded),
        arrive(renewRate, renew),
      ])
      return { signedIn, seen, renewed }
    },
    async stop() {
      clients.kill()
      await stop()
    },
  }
}

function note(races: Record<string, number[]>, who: string, figure: number): void {
  ;(races[who] ??= []).push(figure)
}

const quantile = (answers: readonly Answered[], share: number): number => {
  const sorted = answers.map(({ milliseconds }) => milliseconds).toSorted((a, b) => a - b)
  return sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN
}
