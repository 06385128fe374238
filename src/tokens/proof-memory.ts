import type { NumericDate } from '../clock.ts'
import { clockTolerance, proofLifetime, proofsKept } from '../defaults.ts'

/**
 * The proofs that were seen, for as long as they would be good: none is good twice (RFC 9449 §11.1). Kept by the
 * second in which they were made. At the bound the oldest second is forgotten, and from then on whatever was made by
 * then is too old: a flood shortens the life of proofs, and never lets one in again.
 */
export class ProofMemory {
  readonly #bound: number
  readonly #seen = new Map<number, Set<string>>()
  #size = 0
  /** The latest second that was forgotten before its time. */
  #forgotten = -Infinity

  constructor(bound: number = proofsKept) {
    this.#bound = bound
  }

  get size(): number {
    return this.#size
  }

  /** Remembers a proof that is good otherwise. `'old'`: one as old may have been seen and forgotten. */
  add(id: string, madeAt: NumericDate, now: NumericDate): 'new' | 'seen' | 'old' {
    this.#forgetExpired(now)
    const second = Math.floor(madeAt)
    if (second <= this.#forgotten) return 'old'
    const seen = this.#seen.get(second) ?? new Set()
    if (seen.has(id)) return 'seen'
    this.#seen.set(second, seen.add(id))
    this.#size += 1
    while (this.#size > this.#bound) {
      this.#forgotten = Math.min(...this.#seen.keys())
      this.#forgetBefore(this.#forgotten + 1)
    }
    return 'new'
  }

  #forgetExpired(now: NumericDate): void {
    this.#forgetBefore(now - proofLifetime - 1)
    // The clock was set back: what was forgotten is of a time that is still to come.
    if (this.#forgotten > now + clockTolerance) this.#forgotten = -Infinity
  }

  #forgetBefore(time: NumericDate): void {
    for (const [second, ids] of this.#seen) {
      if (second >= time) continue
      this.#size -= ids.size
      this.#seen.delete(second)
    }
  }
}
