import type { Random } from './random.ts'
import { createRandom } from './random.ts'

/** Makes inputs and checks what comes of them. */
export interface Fuzzer {
  /** One case; throws where something that must always be true is not. */
  readonly run: (random: Random) => void | Promise<void>
  readonly close: () => Promise<void>
}

export interface FuzzOptions {
  readonly seed: number
  /** The first one: to have a case again. Default: 0. */
  readonly from?: number
  readonly cases: number
  /** Ends before all cases are done. Default: never. */
  readonly seconds?: number
}

export interface FuzzReport {
  readonly cases: number
  readonly seconds: number
}

/**
 * Runs cases until there are enough or time is up. A case is what is done to a good token or request;
 * keys and ids of sessions are new in every run, so what was sent is in the message too.
 *
 * @throws {Error} that says which case it was.
 */
export async function fuzz(
  open: () => Promise<Fuzzer>,
  { seed, from = 0, cases, seconds = Infinity }: FuzzOptions,
): Promise<FuzzReport> {
  const fuzzer = await open()
  const startedAt = performance.now()
  const elapsed = (): number => (performance.now() - startedAt) / 1000
  let done = 0
  try {
    while (done < cases && (done % 16 !== 0 || elapsed() < seconds)) {
      try {
        // Most cases answer at once, and waiting for nothing would cost more than they do.
        const running = fuzzer.run(createRandom(seed, from + done))
        if (running) await running
      } catch (cause) {
        throw new Error(`--seed ${seed} --from ${from + done}: ${String(cause)}`, { cause })
      }
      done += 1
    }
    return { cases: done, seconds: elapsed() }
  } finally {
    await fuzzer.close()
  }
}
