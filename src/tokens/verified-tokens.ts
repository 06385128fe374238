import { verifiedTokenBytes, verifiedTokensKept } from '../defaults.ts'
import { copyAscii } from '../encoding.ts'

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
  readonly #slots = new Map<string, Slot<Entry>>()
  readonly #onTrial: Queue<Entry> = new Queue()
  readonly #kept: Queue<Entry> = new Queue()
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
    return this.#slots.size
  }

  /** An estimate. */
  get bytes(): number {
    return this.#bytes
  }

  find(token: string): Entry | undefined {
    const slot = this.#slots.get(token)
    if (slot === undefined) return undefined
    if (slot.queue === this.#onTrial) this.#kept.take(slot)
    else slot.isUsed = true
    return slot.entry
  }

  add(token: string, entry: Entry, now: number): void {
    const bytes = estimateBytes(token)
    if (this.#maxEntries === 0 || bytes > this.#maxBytes) return
    this.delete(token)
    this.#forgetExpired(now)
    while (this.size >= this.#maxEntries || this.#bytes + bytes > this.#maxBytes) {
      this.#makeRoom(now)
    }
    // The text may be a slice that would keep the headers of a whole request in memory.
    const copy = copyAscii(token)
    const slot = { token: copy, entry, bytes, isUsed: false, queue: this.#onTrial }
    this.#slots.set(copy, slot)
    this.#onTrial.append(slot)
    this.#bytes += bytes
  }

  delete(token: string): void {
    const slot = this.#slots.get(token)
    if (slot === undefined) return
    this.#slots.delete(token)
    slot.queue.drop(slot)
    this.#bytes -= slot.bytes
  }

  /** The oldest of both for each new one, so that what has expired goes without being asked for. */
  #forgetExpired(now: number): void {
    for (const { first } of [this.#onTrial, this.#kept]) {
      if (first !== undefined && first.entry.expiresAt <= now) this.delete(first.token)
    }
  }

  #makeRoom(now: number): void {
    const { first: kept } = this.#kept
    const isFlooded = this.#onTrial.size * 10 > this.size
    const victim = kept === undefined || isFlooded ? this.#onTrial.first : this.#unused(kept, now)
    if (victim !== undefined) this.delete(victim.token)
  }

  #unused(oldest: Slot<Entry>, now: number): Slot<Entry> {
    let slot = oldest
    // Bounded, so that no single call pays for a round over all of them.
    for (let chances = 16; chances > 0; chances -= 1) {
      if (!slot.isUsed || slot.entry.expiresAt <= now) break
      slot.isUsed = false
      this.#kept.take(slot)
      slot = this.#kept.first ?? slot
    }
    return slot
  }
}

interface Slot<Entry> {
  readonly token: string
  readonly entry: Entry
  readonly bytes: number
  /** Seen again since it was kept, or since it was last spared. */
  isUsed: boolean
  queue: Queue<Entry>
  before?: Slot<Entry> | undefined
  after?: Slot<Entry> | undefined
}

/**
 * Slots, oldest first; any of them can leave. Linked, because the order of a `Map` is not good for
 * it: finding its first entry steps over all that were deleted before, and an iterator that waits
 * there keeps every table alive that the map has outgrown.
 */
class Queue<Entry> {
  first: Slot<Entry> | undefined
  size = 0
  #last: Slot<Entry> | undefined

  /** Puts it at the end, from wherever it was. */
  take(slot: Slot<Entry>): void {
    slot.queue.drop(slot)
    this.append(slot)
  }

  append(slot: Slot<Entry>): void {
    slot.queue = this
    slot.before = this.#last
    slot.after = undefined
    if (this.#last) this.#last.after = slot
    else this.first = slot
    this.#last = slot
    this.size += 1
  }

  drop(slot: Slot<Entry>): void {
    if (slot.before) slot.before.after = slot.after
    else this.first = slot.after
    if (slot.after) slot.after.before = slot.before
    else this.#last = slot.before
    this.size -= 1
  }
}

// Text, claims as objects and entry: measured as 500 bytes and 1.4 for each character of the token.
const estimateBytes = (token: string): number => 600 + 2 * token.length
