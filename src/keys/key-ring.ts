import type { NumericDate } from '../clock.ts'
import { AuthError } from '../errors.ts'
import type { JwkSet, JwsAlgorithm } from './jwk.ts'
import type { KeyRecord, KeyState } from './key-store.ts'
import type { Key, KeyResolver } from './key.ts'
import { resealed } from './ring-record.ts'
import {
  checkSettings,
  insertKey,
  isPublished,
  isSigning,
  type KeyRingOptions,
  type RingSettings,
  settle,
} from './ring-settings.ts'
import type { RingView } from './ring-view.ts'

/** A key as an operator sees it: nothing private. */
export interface KeySummary {
  readonly kid: string
  readonly algorithm: JwsAlgorithm
  readonly state: KeyState
  /** Larger is newer, whatever the clocks say. */
  readonly sequence: number
  readonly createdAt: NumericDate
  readonly stateSince: NumericDate
}

/**
 * The signing keys of an issuer: one signs, the next is published before it does, and the ones before
 * verify until the last token they signed has expired. Every step is guarded in the store, so that
 * any number of nodes may take it at once.
 */
export interface KeyRing extends KeyResolver {
  signingKey(): Key
  /** A lookup and nothing more: no `kid` makes it touch the store. */
  verificationKey(kid: string): Key | undefined
  /** The public keys, RFC 7517 §5. HMAC keys are never in it. */
  jwkSet(): JwkSet
  /** Oldest first. */
  list(): readonly KeySummary[]
  /**
   * Publishes the next key, which signs after the publish lead; `immediately`: signs now, though
   * cached JWK Sets may not have it.
   *
   * @throws {AuthError} `overloaded` when the ring is full of keys that still verify.
   */
  rotate(options?: { readonly immediately?: boolean }): Promise<void>
  /**
   * Removes a key that has leaked: tokens it signed are refused, here at once and on other nodes
   * after their next `refresh`. If it was the one that signs, another signs at once.
   *
   * @throws {AuthError} `key_unknown`.
   */
  remove(kid: string): Promise<void>
  /** Reads the store again. */
  refresh(): Promise<void>
  /** Takes the steps that are due: publish, promote, retire, seal again. */
  tick(): Promise<void>
  /** Calls `listener` when keys were added, moved or removed; the result stops that. */
  onChange(listener: () => void): () => void
}

/**
 * Opens the key ring in a store. A new one gets a key that signs at once.
 *
 * @throws {RangeError} when a lifetime is out of range.
 * @example
 * const keys = await createKeyRing({ store, secret, verifyingLifetime: '10m' })
 */
export async function createKeyRing(options: KeyRingOptions): Promise<KeyRing> {
  const settings = checkSettings(options)
  const ring = new Ring(settings, await settle(settings))
  await ring.tick()
  return ring
}

class Ring implements KeyRing {
  readonly #settings: RingSettings
  #view: RingView
  #steps: Promise<unknown> = Promise.resolve()
  readonly #listeners = new Set<() => void>()

  constructor(settings: RingSettings, view: RingView) {
    this.#settings = settings
    this.#view = view
  }

  signingKey(): Key {
    return this.#view.signing
  }

  verificationKey(kid: string): Key | undefined {
    return this.#view.keys.get(kid)
  }

  jwkSet(): JwkSet {
    return this.#view.jwkSet
  }

  list(): readonly KeySummary[] {
    return this.#view.records.map(({ kid, algorithm, state, sequence, createdAt, stateSince }) =>
      Object.freeze({ kid, algorithm, state, sequence, createdAt, stateSince }),
    )
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async refresh(): Promise<void> {
    await this.#step(async () => undefined)
  }

  async rotate({ immediately = false }: { readonly immediately?: boolean } = {}): Promise<void> {
    await this.#step(async (records) => {
      const { store, clock } = this.#settings
      const waiting = records.findLast(isPublished)
      if (!waiting) await insertKey(this.#settings, records, 'published')
      if (!immediately) return
      // Whoever inserted it, and whoever else promotes it: one key, and it signs.
      const next = waiting ?? (await store.listKeys()).findLast(isPublished)
      if (next) await store.promoteKey(next.kid, clock())
    })
  }

  async remove(kid: string): Promise<void> {
    await this.#step(async () => {
      if (!(await this.#settings.store.deleteKey(kid))) {
        throw new AuthError('key_unknown', 'the key ring has no key of this name')
      }
    })
  }

  async tick(): Promise<void> {
    await this.#step(async (records) => {
      await this.#rotateWhenDue(records)
      await this.#retire(records)
      await this.#sealAgain(records)
    })
  }

  async #rotateWhenDue(records: readonly KeyRecord[]): Promise<void> {
    const { store, clock, algorithm, publishLead, signingLifetime } = this.#settings
    const now = clock()
    const waiting = records.findLast(isPublished)
    const signer = records.findLast(isSigning)
    if (waiting) {
      if (now >= waiting.stateSince + publishLead) await store.promoteKey(waiting.kid, now)
    } else if (
      signer &&
      (now >= signer.stateSince + signingLifetime - publishLead || signer.algorithm !== algorithm)
    ) {
      await insertKey(this.#settings, records, 'published')
    }
  }

  async #retire(records: readonly KeyRecord[]): Promise<void> {
    const { store, clock, publishLead, verifyingLifetime } = this.#settings
    // Another node signs with the old key until it hears of the new one: at most `publishLead`.
    const oldest = clock() - verifyingLifetime - publishLead
    for (const { kid, state, stateSince } of records) {
      if (state === 'verifying' && stateSince <= oldest) await store.deleteKey(kid)
    }
  }

  async #sealAgain(records: readonly KeyRecord[]): Promise<void> {
    const { store, secret } = this.#settings
    for (const record of records) {
      const to = resealed(record, secret)
      if (to) await store.resealKey({ kid: record.kid, from: record.sealedPrivateKey, to })
    }
  }

  /** One step at a time, so that an older reading of the store never replaces a newer one. */
  #step(take: StepTaker): Promise<void> {
    const step = this.#steps.then(() => this.#take(take))
    this.#steps = step.catch(() => undefined)
    return step
  }

  async #take(take: StepTaker): Promise<void> {
    const before = fingerprint(this.#view)
    await take(await this.#settings.store.listKeys())
    this.#view = await settle(this.#settings, this.#view)
    if (fingerprint(this.#view) === before) return
    for (const listener of this.#listeners) listener()
  }
}

type StepTaker = (records: readonly KeyRecord[]) => Promise<void>

const fingerprint = ({ records }: RingView): string =>
  records.map(({ kid, state }) => `${kid} ${state}`).join()
