import { systemClock } from '../clock.ts'
import type { Clock, NumericDate } from '../clock.ts'
import { clockTolerance, revocationsKept } from '../defaults.ts'
import type { Revocation } from '../revocation.ts'
import type { RevocableClaims, Revocations } from './revocation.ts'

export interface RevocationSetOptions {
  /** Default: the wall clock. */
  readonly clock?: Clock
  /** Revocations known at most. Default: 1,000,000, about 100 MB. */
  readonly limit?: number
}

/** The revocations that still matter, in memory. */
export interface RevocationSet extends Revocations {
  /** How many are known. */
  readonly size: number
  readonly version: number
  add(revocation: Omit<Revocation, 'sequence'>): void
}

/**
 * Revocations in the memory of this process, which are lost when it ends. A check costs up to three
 * look-ups, however many there are, and expired ones are forgotten a few at a time.
 *
 * At the limit it forgets them all and refuses every token issued until then: their owners renew,
 * and renewing asks the store. So no revocation is ever lost to a bound; nor, in the same way, to a
 * clock that was ahead and is set back.
 */
export const createRevocationSet = (options: RevocationSetOptions = {}): RevocationSet =>
  new InMemoryRevocations(options)

/** Entries looked at for each one added: more than one, so that forgetting keeps ahead of adding. */
const stepsPerAdd = 4

class InMemoryRevocations implements RevocationSet {
  readonly #clock: Clock
  readonly #limit: number
  /** `sid` or `jti` → when to forget it, in whole seconds: a small integer takes no memory of its own. */
  readonly #sessions = new Map<string, NumericDate>()
  readonly #tokens = new Map<string, NumericDate>()
  readonly #accounts = new Map<string, { issuedUntil: NumericDate; expiresAt: NumericDate }>()
  /** Tokens issued at this time or before are refused, whoever's they are. */
  #refusedUntil: NumericDate = -Infinity
  /** When the last one was forgotten. What was over before this set began was never in it. */
  #forgotAt: NumericDate
  readonly #walk: Iterator<undefined>
  #version = 0

  constructor({ clock = systemClock, limit = revocationsKept }: RevocationSetOptions) {
    if (!Number.isSafeInteger(limit) || limit < 1) {
      throw new RangeError('limit: expected a whole number of revocations, at least 1')
    }
    this.#clock = clock
    this.#limit = limit
    this.#forgotAt = clock()
    this.#walk = this.#forgetting()
  }

  /** Now: nothing is revoked here that does not pass through `add`. */
  get viewedAt(): NumericDate {
    return this.#clock()
  }

  get version(): number {
    return this.#version
  }

  get size(): number {
    return this.#sessions.size + this.#tokens.size + this.#accounts.size
  }

  revokes({ jti, sid, sub, iat }: RevocableClaims): boolean {
    const now = this.#clock()
    if (now < this.#forgotAt - clockTolerance) this.#goBack(now)
    if (sid !== undefined && this.#sessions.has(sid)) return true
    if (this.#tokens.has(jti) || iat <= this.#refusedUntil) return true
    const account = this.#accounts.get(sub)
    return account !== undefined && iat <= account.issuedUntil
  }

  add({ kind, subject, issuedUntil, revokedAt, expiresAt }: Omit<Revocation, 'sequence'>): void {
    const now = this.#clock()
    if (this.#isOver(expiresAt)) return
    this.#version += 1
    for (let step = 0; step < stepsPerAdd; step += 1) this.#walk.next()
    if (this.size >= this.#limit) this.#refuseAll(now)
    if (kind === 'account') {
      const known = this.#accounts.get(subject)
      this.#accounts.set(subject, {
        issuedUntil: Math.max(issuedUntil ?? revokedAt, known?.issuedUntil ?? -Infinity),
        expiresAt: Math.max(expiresAt, known?.expiresAt ?? -Infinity),
      })
      return
    }
    const subjects = kind === 'session' ? this.#sessions : this.#tokens
    subjects.set(subject, Math.max(Math.ceil(expiresAt), subjects.get(subject) ?? expiresAt))
  }

  async revoke(revocation: Omit<Revocation, 'sequence'>): Promise<void> {
    this.add(revocation)
  }

  /** The clock was ahead: tokens that had expired by it are good again, and what revoked them is forgotten. */
  #goBack(now: NumericDate): void {
    this.#version += 1
    this.#forgotAt = now
    this.#refusedUntil = Math.max(this.#refusedUntil, now)
  }

  #refuseAll(now: NumericDate): void {
    this.#refusedUntil = now
    this.#sessions.clear()
    this.#tokens.clear()
    this.#accounts.clear()
  }

  #isOver(expiresAt: NumericDate): boolean {
    const now = this.#clock()
    if (expiresAt > now) return false
    this.#forgotAt = Math.max(this.#forgotAt, now)
    return true
  }

  /** Goes round and round, one entry a step, and deletes what has expired. */
  *#forgetting(): Generator<undefined, never> {
    for (;;) {
      for (const subjects of [this.#sessions, this.#tokens]) {
        for (const [subject, expiresAt] of subjects) {
          if (this.#isOver(expiresAt)) subjects.delete(subject)
          yield
        }
      }
      for (const [subject, { expiresAt }] of this.#accounts) {
        if (this.#isOver(expiresAt)) this.#accounts.delete(subject)
        yield
      }
      yield
    }
  }
}
