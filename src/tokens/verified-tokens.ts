import { verifiedTokenBytes, verifiedTokensKept } from '../defaults.ts'

export interface VerifiedTokensOptions {
  /** Tokens remembered at most. Default: 100,000. */
  readonly maxEntries?: number
  /** Bytes they may take, by estimate. Default: 64 MiB. */
  readonly maxBytes?: number
}

/** What is kept of a verified token. */
export interface VerifiedToken {
  /** Seconds since the epoch: from then on it is worth nothing. */
  readonly expiresAt: number
}

/**
 * Tokens that were found good, and what was found. Refusals are never kept: there is no end of them.
 *
 * The key is the whole text of the token. A `Map` compares the texts themselves and not their hashes,
 * so that two tokens can never share an entry, and nobody can put another key in
 * (GHSA-rp9m-7r4c-75qg was a key of the caller's making that two tokens shared).
 *
 * A token is on trial until it is seen a second time, and then it is kept. Room is made among those
 * on trial as long as they fill more than a tenth, so that a flood of tokens that come once passes
 * through without pushing out those in use. Among the kept it is made by the clock algorithm: the
 * oldest goes, unless it was used since it was last looked at.
 */
export class VerifiedTokens<Entry extends VerifiedToken> {
  readonly #maxEntries: number
  readonly #maxBytes: number
  readonly #onTrial = new Map<string, Slot<Entry>>()
  readonly #kept = new Map<string, Slot<Entry>>()
  readonly #trialHand: Hand<Slot<Entry>> = new Hand(this.#onTrial)
  readonly #keptHand: Hand<Slot<Entry>> = new Hand(this.#kept)
  #bytes = 0

  constructor(options: VerifiedTokensOptions = {}) {
    const { maxEntries = verifiedTokensKept, maxBytes = verifiedTokenBytes } = options
    for (const [name, bound] of Object.entries({ maxEntries, maxBytes })) {
      if (!Number.isSafeInteger(bound) || bound < 0) {
        throw new RangeError(`${name}: expected a whole number, 0 or more`)
      }
    }
    this.#maxEntries = maxEntries
    this.#maxBytes = maxBytes
  }

  get size(): number {
    return this.#onTrial.size + this.#kept.size
  }

  /** An estimate. */
  get bytes(): number {
    return this.#bytes
  }

  find(token: string): Entry | undefined {
    const slot = this.#kept.get(token)
    if (slot !== undefined) {
      slot.isUsed = true
      return slot.entry
    }
    const tried = this.#onTrial.get(token)
    if (tried === undefined) return undefined
    this.#onTrial.delete(token)
    this.#kept.set(tried.token, tried)
    return tried.entry
  }

  add(token: string, entry: Entry, now: number): void {
    const bytes = estimateBytes(token)
    if (this.#maxEntries === 0 || bytes > this.#maxBytes) return
    this.delete(token)
    while (this.size >= this.#maxEntries || this.#bytes + bytes > this.#maxBytes) {
      this.#makeRoom(now)
    }
    // A copy: the text may be a slice that would keep the headers of a whole request in memory.
    const copy = Buffer.from(token, 'latin1').toString('latin1')
    this.#onTrial.set(copy, { token: copy, entry, bytes, isUsed: false })
    this.#bytes += bytes
  }

  delete(token: string): void {
    const slot = this.#kept.get(token) ?? this.#onTrial.get(token)
    if (slot === undefined) return
    this.#kept.delete(token)
    this.#onTrial.delete(token)
    this.#bytes -= slot.bytes
  }

  #makeRoom(now: number): void {
    // More than a tenth, or nothing else.
    const victim =
      this.#onTrial.size * 10 > this.size || this.#kept.size === 0
        ? this.#trialHand.next()
        : this.#unusedKept(now)
    if (victim !== undefined) this.delete(victim.token)
  }

  #unusedKept(now: number): Slot<Entry> | undefined {
    let slot = this.#keptHand.next()
    // Bounded, so that no single call pays for a round over all of them.
    for (let chances = 16; slot !== undefined && chances > 0; chances -= 1) {
      if (!slot.isUsed || slot.entry.expiresAt <= now) break
      slot.isUsed = false
      slot = this.#keptHand.next()
    }
    return slot
  }
}

interface Slot<Entry> {
  readonly token: string
  readonly entry: Entry
  readonly bytes: number
  /** Seen since the hand last passed. */
  isUsed: boolean
}

/** Points at the values of a map one after the other, oldest first, round and round. */
class Hand<Value> {
  readonly #map: ReadonlyMap<string, Value>
  // One iterator for a whole round: a new one would step over every hole that deletions have left.
  #values: Iterator<Value>

  constructor(map: ReadonlyMap<string, Value>) {
    this.#map = map
    this.#values = map.values()
  }

  /** `undefined`: the map is empty. */
  next(): Value | undefined {
    const step = this.#values.next()
    if (step.done !== true) return step.value
    this.#values = this.#map.values()
    const first = this.#values.next()
    return first.done === true ? undefined : first.value
  }
}

// Text, claims as objects and entry: measured as 500 bytes and 1.4 for each character of the token.
const estimateBytes = (token: string): number => 600 + 2 * token.length
