/** One event of a `text/event-stream`, as the HTML standard has it (§9.2.6), without what we have no use for. */
export interface StreamEvent {
  readonly type: string
  readonly data: string
}

/** Reads `text/event-stream` however it is cut into pieces. */
export class EventStreamReader {
  readonly #maxLength: number
  #rest = ''
  #endedInCr = false
  #type = ''
  #data: string[] = []
  #length = 0

  /** @param maxLength UTF-16 units of an event, with its unfinished line */
  constructor(maxLength: number) {
    this.#maxLength = maxLength
  }

  /** The events that end in this piece, which is decoded and has no byte order mark. @throws {RangeError} for one that is too long. */
  read(piece: string): StreamEvent[] {
    // A line break of two characters may come in two pieces.
    const text = this.#endedInCr ? piece.replace(/^\n/, '') : piece
    if (piece !== '') this.#endedInCr = piece.endsWith('\r')
    const lines = text.split(/\r\n|\n|\r/)
    const events: StreamEvent[] = []
    for (const [index, line] of lines.entries()) {
      this.#rest += line
      if (this.#length + this.#rest.length > this.#maxLength) {
        throw new RangeError(`an event has more than ${this.#maxLength} characters`)
      }
      if (index === lines.length - 1) break
      const event = this.#line(this.#rest)
      this.#rest = ''
      if (event) events.push(event)
    }
    return events
  }

  #line(line: string): StreamEvent | undefined {
    if (line === '') return this.#dispatch()
    this.#length += line.length
    const name = line.replace(/:.*/s, '')
    const value = line.slice(name.length + 1).replace(/^ /, '')
    if (name === 'event') this.#type = value
    if (name === 'data') this.#data.push(value)
    return undefined
  }

  #dispatch(): StreamEvent | undefined {
    const [type, data] = [this.#type, this.#data]
    this.#type = ''
    this.#data = []
    this.#length = 0
    return data.length === 0 ? undefined : { type: type || 'message', data: data.join('\n') }
  }
}
