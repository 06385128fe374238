import type { Clock, NumericDate } from '../clock.ts'
import { feedBacklog, feedPatience } from '../defaults.ts'

export interface ListenerOptions {
  /** The verifier that listens. */
  readonly holder: string
  /** When it is asked to come again. */
  readonly endsAt: NumericDate
  readonly clock: Clock
  readonly onEnd: () => void
}

/**
 * One connection of a verifier. What waits for it are bytes that all listeners share.
 */
export class Listener {
  readonly holder: string
  readonly endsAt: NumericDate
  readonly stream: ReadableStream<Uint8Array>
  /** It has been sent every revocation up to this number. */
  position = 0
  /** It has caught up, and gets what all get. */
  isLive = false
  readonly #clock: Clock
  readonly #onEnd: () => void
  readonly #waiting: Uint8Array[] = []
  #bytes = 0
  /** Since when the first of them waits. */
  #waitsSince: NumericDate = Infinity
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined
  #isWanted = false
  #isOver = false
  #onRead: (() => void) | undefined

  constructor({ holder, endsAt, clock, onEnd }: ListenerOptions) {
    this.holder = holder
    this.endsAt = endsAt
    this.#clock = clock
    this.#onEnd = onEnd
    const source: UnderlyingDefaultSource<Uint8Array> = {
      start: (controller) => {
        this.#controller = controller
      },
      pull: () => this.#next(),
      cancel: () => this.#end(),
    }
    // No queue of the stream's own: what waits is counted here.
    this.stream = new ReadableStream(source, { highWaterMark: 0 })
  }

  get isOver(): boolean {
    return this.#isOver
  }

  /** More waits for it than may. */
  get isBehind(): boolean {
    return this.#bytes > feedBacklog
  }

  /** It has not read for too long. */
  get isStuck(): boolean {
    return this.#clock() - this.#waitsSince > feedPatience
  }

  send(bytes: Uint8Array): void {
    if (this.#isOver) return
    if (this.#waiting.length === 0) this.#waitsSince = this.#clock()
    this.#waiting.push(bytes)
    this.#bytes += bytes.byteLength
    if (this.#isWanted) this.#next()
  }

  /** Fulfilled when it has read all there is, or is over. */
  async read(): Promise<void> {
    if (this.#waiting.length === 0 || this.#isOver) return
    await new Promise<void>((resolve) => {
      this.#onRead = resolve
    })
  }

  close(): void {
    if (!this.#isOver) this.#controller?.close()
    this.#end()
  }

  #next(): void {
    const bytes = this.#waiting.shift()
    this.#isWanted = bytes === undefined
    if (bytes === undefined) return
    this.#bytes -= bytes.byteLength
    this.#controller?.enqueue(bytes)
    this.#waitsSince = this.#waiting.length === 0 ? Infinity : this.#clock()
    if (this.#waiting.length === 0) this.#onRead?.()
  }

  #end(): void {
    if (this.#isOver) return
    this.#isOver = true
    this.isLive = false
    this.#waiting.length = 0
    this.#onRead?.()
    this.#onEnd()
  }
}
