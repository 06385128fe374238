import type { NumericDate } from '../clock.ts'
import { feedBacklog } from '../defaults.ts'

export interface ListenerOptions {
  /** The verifier that listens. */
  readonly holder: string
  /** When it is asked to come again. */
  readonly endsAt: NumericDate
  readonly onEnd: (reason: 'gone' | 'cut' | 'closed') => void
}

/**
 * One connection of a verifier. What waits for it are texts that all listeners share; one that does not
 * read them is cut off, and comes back with the last number it has.
 */
export class Listener {
  readonly holder: string
  readonly endsAt: NumericDate
  readonly stream: ReadableStream<Uint8Array>
  /** It has been sent every revocation up to this number. */
  position = 0
  /** It has caught up, and gets what all get. */
  isLive = false
  readonly #onEnd: ListenerOptions['onEnd']
  readonly #waiting: Uint8Array[] = []
  #bytes = 0
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined
  #isWanted = false
  #isOver = false
  #onRead: (() => void) | undefined

  constructor({ holder, endsAt, onEnd }: ListenerOptions) {
    this.holder = holder
    this.endsAt = endsAt
    this.#onEnd = onEnd
    const source: UnderlyingDefaultSource<Uint8Array> = {
      start: (controller) => {
        this.#controller = controller
      },
      pull: () => this.#next(),
      cancel: () => this.#end('gone'),
    }
    // No queue of the stream's own: what waits is counted here.
    this.stream = new ReadableStream(source, { highWaterMark: 0 })
  }

  get isOver(): boolean {
    return this.#isOver
  }

  send(bytes: Uint8Array): void {
    if (this.#isOver) return
    this.#waiting.push(bytes)
    this.#bytes += bytes.byteLength
    if (this.#isWanted) this.#next()
    else if (this.#bytes > feedBacklog) this.#end('cut')
  }

  /** Fulfilled when it has read all there is, or is over. */
  async read(): Promise<void> {
    if (this.#waiting.length === 0 || this.#isOver) return
    await new Promise<void>((resolve) => {
      this.#onRead = resolve
    })
  }

  close(): void {
    this.#end('closed')
  }

  #next(): void {
    const bytes = this.#waiting.shift()
    this.#isWanted = bytes === undefined
    if (bytes === undefined) return
    this.#bytes -= bytes.byteLength
    this.#controller?.enqueue(bytes)
    if (this.#waiting.length === 0) this.#onRead?.()
  }

  #end(reason: 'gone' | 'cut' | 'closed'): void {
    if (this.#isOver) return
    this.#isOver = true
    this.isLive = false
    this.#waiting.length = 0
    if (reason !== 'gone') this.#controller?.close()
    this.#onRead?.()
    this.#onEnd(reason)
  }
}
