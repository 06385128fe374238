import { parseRevocationEvent } from '../../src/tokens/revocation-events.ts'
import type { RevocationEvent } from '../../src/tokens/index.ts'

/** Reads a stream of revocations event by event. */
export class StreamReader {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>
  readonly #decoder = new TextDecoder()
  #text = ''

  constructor(stream: ReadableStream<Uint8Array>) {
    this.#reader = stream.getReader()
  }

  /** `undefined`: the stream is over. */
  async next(): Promise<RevocationEvent | undefined> {
    for (;;) {
      const [block, ...rest] = this.#text.split('\n\n')
      if (block !== undefined && rest.length > 0) {
        this.#text = rest.join('\n\n')
        const field = (name: string): string =>
          new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? ''
        return parseRevocationEvent(field('event'), field('data'))
      }
      const { value, done } = await this.#reader.read()
      if (done) return undefined
      this.#text += this.#decoder.decode(value, { stream: true })
    }
  }

  /** What comes next, as it is; `undefined`: the stream is over. */
  async piece(): Promise<Uint8Array | undefined> {
    return (await this.#reader.read()).value
  }

  cancel(): Promise<void> {
    return this.#reader.cancel()
  }
}
