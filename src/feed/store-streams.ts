import { encodeUtf8 } from '../bytes.ts'
import type { NumericDate } from '../clock.ts'
import { feedConnectionLifetime, feedListeners, retryAfter } from '../defaults.ts'
import { AuthError } from '../errors.ts'
import { encodeRevocationEvent } from '../tokens/index.ts'
import type { HeartbeatEvent } from '../tokens/index.ts'
import type { RevocationStreamsOptions, StreamVitals } from './event-streams.ts'
import { Listener } from './listener.ts'
import { Pages } from './pages.ts'
import type { Page } from './pages.ts'

/** The work behind `createRevocationStreams`, without its timer. */
export class StoreStreams {
  readonly #options: RevocationStreamsOptions
  readonly #pages: Pages
  readonly #listeners = new Set<Listener>()
  /** All live listeners have been sent every revocation up to this number. */
  #position = 0
  #telling: Promise<NumericDate | undefined> | undefined
  #isToldAgain = false
  #isClosed = false
  #sent = 0
  #cut = 0

  constructor(options: RevocationStreamsOptions) {
    this.#options = options
    this.#pages = new Pages(options.store)
  }

  get vitals(): StreamVitals {
    return { listeners: this.#listeners.size, sent: this.#sent, cut: this.#cut }
  }

  open({
    holder,
    after,
  }: {
    holder: string
    after?: number | undefined
  }): ReadableStream<Uint8Array> {
    const { clock, limit = feedListeners, random = Math.random } = this.#options
    if (this.#isClosed || this.#listeners.size >= limit) {
      throw new AuthError('overloaded', 'no more listeners to the feed', { retryAfter })
    }
    const listener: Listener = new Listener({
      holder,
      endsAt: clock() + feedConnectionLifetime * (1 - random() / 2),
      clock,
      onEnd: () => this.#listeners.delete(listener),
    })
    this.#listeners.add(listener)
    void this.#unlessItFails(listener, this.#begin(listener, after))
    return listener.stream
  }

  async beat(): Promise<void> {
    this.#pages.forget()
    const now = this.#options.clock()
    for (const listener of this.#listeners) {
      if (listener.isStuck) this.#cut += 1
      if (listener.isStuck || listener.endsAt <= now) listener.close()
    }
    // A store that does not answer makes no heartbeat: verifiers see their view grow old.
    const at = await this.tell()
    if (at === undefined) return
    const bytes = bytesOf({ type: 'heartbeat', sequence: this.#position, at })
    for (const listener of this.#live()) this.#send(listener, bytes)
  }

  keepOnly(holders: ReadonlySet<string>): void {
    for (const listener of this.#listeners) if (!holders.has(listener.holder)) listener.close()
  }

  close(): void {
    this.#isClosed = true
    for (const listener of this.#listeners) listener.close()
  }

  /**
   * Tells what is new in the store, and gives the time at which nothing more was; `undefined` when it could
   * not be read, or nobody listens. Calls that overlap share a look, and one more after it.
   */
  tell(): Promise<NumericDate | undefined> {
    this.#isToldAgain = true
    this.#telling ??= this.#tellAll()
    return this.#telling
  }

  async #tellAll(): Promise<NumericDate | undefined> {
    // Whoever asks in the same moment shares the look.
    await Promise.resolve()
    let at: NumericDate | undefined
    try {
      while (this.#isToldAgain) {
        this.#isToldAgain = false
        if (!this.#hasLive()) return undefined
        at = this.#options.clock()
        for (let isLast = false; !isLast;) {
          const [after, known] = [this.#position, this.#position]
          const page = await this.#pages.read({ type: 'revocations', after, known, now: at })
          isLast = page.isLast
          this.#broadcast(page)
        }
      }
      return at
    } catch (error) {
      this.#options.onError(error)
      return undefined
    } finally {
      // Before anybody else runs: who is told by then that there is more begins anew.
      this.#telling = undefined
    }
  }

  #broadcast({ bytes, until }: Page): void {
    if (until <= this.#position) return
    this.#position = until
    for (const listener of this.#live()) {
      // One that has just caught up may be ahead.
      if (listener.position >= until) continue
      listener.position = until
      this.#send(listener, bytes)
      if (!listener.isBehind) continue
      listener.isLive = false
      void this.#unlessItFails(listener, this.#catchUp(listener, until))
    }
  }

  /** A listener that cannot be told what the store has comes back later. */
  async #unlessItFails(listener: Listener, telling: Promise<void>): Promise<void> {
    try {
      await telling
    } catch (error) {
      listener.close()
      this.#options.onError(error)
    }
  }

  async #begin(listener: Listener, after: number | undefined): Promise<void> {
    const isKnown = after !== undefined && (await this.#has(after))
    await this.#catchUp(listener, isKnown ? after : undefined)
  }

  /**
   * Whether the revocation of that number is still there. If not, nobody can tell whether the number is
   * from before a backup was restored; and then what came after it is not much more than all there is.
   */
  async #has(sequence: number): Promise<boolean> {
    const [first] = await this.#options.store.listRevocations({
      after: sequence - 1,
      limit: 1,
      now: this.#options.clock(),
    })
    return first?.sequence === sequence
  }

  async #catchUp(listener: Listener, from: number | undefined): Promise<void> {
    const type = from === undefined ? 'snapshot' : 'revocations'
    listener.position = from ?? 0
    for (let isFirst = true; !listener.isOver; isFirst = false) {
      // The next page is read when the one before has been, so that none waits in memory.
      await listener.read()
      // Or all that are cut off together would be told once more.
      if (listener.isOver) return
      const at = this.#options.clock()
      const after = listener.position
      // Whatever is known now is in the page too, or has been swept: the last one is complete up to there.
      const place = { type, after, known: this.#position, now: at } as const
      const { bytes, until, isLast } = await this.#pages.read(place)
      if (until > after || (isFirst && type === 'snapshot')) {
        this.#send(listener, bytes)
        listener.position = until
      }
      if (isLast && until >= this.#position) return this.#join(listener, at)
    }
  }

  #join(listener: Listener, at: NumericDate): void {
    // Nobody else has to be told what is below.
    if (!this.#hasLive()) this.#position = Math.max(this.#position, listener.position)
    listener.isLive = !listener.isOver
    this.#send(listener, bytesOf({ type: 'heartbeat', sequence: listener.position, at }))
  }

  #send(listener: Listener, bytes: Uint8Array): void {
    this.#sent += 1
    listener.send(bytes)
  }

  *#live(): Generator<Listener> {
    for (const listener of this.#listeners) if (listener.isLive) yield listener
  }

  #hasLive(): boolean {
    return this.#live().next().done === false
  }
}

const bytesOf = (event: HeartbeatEvent): Uint8Array => encodeUtf8(encodeRevocationEvent(event))
