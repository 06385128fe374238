import { statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { createLimiter } from '../src/accounts/sign-in-limits.ts'
import { sweepInterval, sweepLimit, sweepRounds } from '../src/defaults.ts'
import type { Store } from '../src/storage/index.ts'

/** What a flood of guesses left behind. */
export interface Flooded {
  readonly guesses: number
  readonly seconds: number
  /** Those whose password would have been looked at. */
  readonly looked: number
  /** The most that was ever used: bytes of the heap more than before, and rows and bytes of the database. */
  readonly heap: number
  readonly rows: number
  readonly file: number
}

const start = 1_795_000_000
/** Guesses in a second of the clock that the limits go by: a hundred times what `overall` lets through. */
const rate = 10_000
const together = 500

/**
 * Guesses at ever new names from ever new networks, swept as a server does it.
 *
 * @param file of the database; none: the store has none.
 */
export async function floodWithKeys(
  store: Store,
  { guesses, seconds, file }: { guesses: number; seconds: number; file?: string },
): Promise<Flooded> {
  let now = start
  const clock = (): number => now
  const limiter = createLimiter({ store, clock, limits: {}, secret: new Uint8Array(32) })
  const reader = file === undefined ? undefined : new DatabaseSync(file, { readOnly: true })
  const count = reader?.prepare('SELECT count(*) AS n FROM budgets')
  const { gc } = globalThis
  if (gc === undefined) throw new Error('expected node --expose-gc')
  const heap = (): number => {
    gc()
    return process.memoryUsage().heapUsed
  }
  // Where they come from is no question here, and asking costs more than the guess.
  Error.stackTraceLimit = 0
  const before = heap()
  const from = performance.now()
  const until = from + seconds * 1_000
  const most = { heap: 0, rows: 0, file: 0 }
  let [done, looked, sweptAt] = [0, 0, start]

  const guess = async (n: number): Promise<void> => {
    // An IPv4 network holds 256 addresses, and there are 16 million: each guess comes from another.
    const network = `${n >> 16}.${(n >> 8) & 255}.${n & 255}.0/24`
    try {
      await limiter.spend({ key: `name-${n}`, kind: 'username', network, known: false })
      looked += 1
    } catch {
      // Refused, as nearly all are.
    }
  }
  while (done < guesses && performance.now() < until) {
    await Promise.all(Array.from({ length: together }, (_, n) => guess(done + n)))
    done += together
    now += together / rate
    const isLast = done >= guesses || performance.now() >= until
    if (now - sweptAt < sweepInterval && !isLast) continue
    most.heap = Math.max(most.heap, heap() - before)
    most.rows = Math.max(most.rows, Number(count?.get()?.['n'] ?? 0))
    if (file !== undefined) most.file = Math.max(most.file, statSync(file).size)
    sweptAt = now
    for (let round = 0; round < sweepRounds; round += 1) {
      if ((await store.sweep({ now, limit: sweepLimit })) < sweepLimit) break
    }
  }
  reader?.close()
  return { guesses: done, looked, seconds: (performance.now() - from) / 1_000, ...most }
}
