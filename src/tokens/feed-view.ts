import type { Clock, NumericDate } from '../clock.ts'
import { createRevocationSet } from './revocation-set.ts'
import type { RevocationSet } from './revocation-set.ts'
import type { RevocableClaims } from './revocation.ts'
import type { RevocationEvent, RevocationsEvent } from './revocation-events.ts'

/** What has been said up to a number; before there is any, up to -Infinity. */
interface Told {
  readonly set: RevocationSet
  position: number
}

/** What a verifier knows from the events of its issuer. */
export class FeedView {
  readonly #clock: Clock
  readonly #limit: number
  #current: Told
  /** A snapshot that is not complete yet; what was known before holds until it is. */
  #next: Told | undefined
  #versionBefore = 0

  constructor(clock: Clock, limit: number) {
    this.#clock = clock
    this.#limit = limit
    this.#current = this.#nothing(-Infinity)
  }

  /** Where to go on; -Infinity: with a snapshot. */
  get position(): number {
    return this.#current.position
  }

  get version(): number {
    return this.#versionBefore + this.#current.set.version
  }

  revokes(claims: RevocableClaims): boolean {
    return this.#current.set.revokes(claims)
  }

  /** A new connection: half a snapshot of the one before is of no use. */
  begin(): void {
    this.#next = undefined
  }

  /** Goes on from a snapshot next time. What is known holds until then. */
  distrust(): void {
    this.#current.position = -Infinity
  }

  /**
   * Takes an event in; the issuer's time at which nothing was missing, if it says one.
   *
   * @throws {Error} when something was left out.
   */
  take(event: RevocationEvent): NumericDate | undefined {
    if (event.type !== 'heartbeat') {
      this.#add(event)
      return undefined
    }
    const told = this.#next ?? this.#current
    if (event.sequence > told.position) throw gap()
    if (this.#next) this.#replace(this.#next)
    return event.at
  }

  #add(event: RevocationsEvent): void {
    if (event.type === 'snapshot' && event.after === 0) {
      this.#next = this.#nothing(0)
    }
    const told = this.#next ?? this.#current
    if (event.after > told.position) throw gap()
    for (const revocation of event.revocations) {
      if (revocation.sequence > told.position) told.set.add(revocation)
    }
    told.position = Math.max(told.position, event.until)
  }

  #nothing(position: number): Told {
    return { set: createRevocationSet({ clock: this.#clock, limit: this.#limit }), position }
  }

  #replace(next: Told): void {
    // Another number than any before: what was not revoked by the old view is looked up in the new one.
    this.#versionBefore = this.version + 1
    this.#current = next
    this.#next = undefined
  }
}

const gap = (): Error => new Error('feed: the issuer left something out')
