import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { Writable, type Readable } from 'node:stream'
import { AuthError } from '../errors.ts'
import { redact } from '../server/index.ts'
import { UsageError } from './failures.ts'

/** Where a command reads and writes: results to `stdout`, everything about them to `stderr`. */
export interface Streams {
  readonly stdin: Readable & { readonly isTTY?: boolean }
  readonly stdout: Writable & { readonly isTTY?: boolean }
  readonly stderr: Writable & { readonly isTTY?: boolean }
  readonly env: Readonly<Record<string, string | undefined>>
}

/** Bytes: far more than a password, a token or the payload of one. */
const maxInputBytes = 65_536
const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })

/** How commands talk: tables and questions for people, or JSON for programs. */
export class Terminal {
  readonly #streams: Streams
  readonly json: boolean
  #isRead = true

  constructor(streams: Streams, options: { readonly json: boolean }) {
    this.#streams = streams
    this.json = options.json
    for (const stream of [streams.stdout, streams.stderr]) {
      // Whoever read has gone, as in `| head`: what was asked for is done all the same, and nobody is told.
      stream.on('error', (error) => {
        if (isReaderGone(error)) this.#isRead = false
        // The log of a server listens itself, and outlives its reader.
        else if (stream.listenerCount('error') === 1) throw error
      })
    }
  }

  /** Whether somebody may be reading still. */
  get isRead(): boolean {
    return this.#isRead
  }

  /** For more than a table. */
  get input(): Streams['stdin'] {
    return this.#streams.stdin
  }

  /** For what is no sentence, no table and not for a terminal. */
  get output(): Streams['stdout'] {
    return this.#streams.stdout
  }

  /** How far a long task is, on one line of a terminal; programs and files see nothing of it. */
  progress(text: string, share?: number): void {
    if (this.json || this.#streams.stderr.isTTY !== true) return
    this.#streams.stderr.write(`\r\u{1b}[K${share === undefined ? '' : bar(share)}${plain(text)}`)
  }

  /** A sentence for people; programs get the value, as one line of JSON. */
  say(sentence: string, value: object): void {
    this.#streams.stdout.write(this.json ? `${JSON.stringify(value)}\n` : `${plain(sentence)}\n`)
  }

  /** A table for people, a line of JSON for each row for programs. */
  table(rows: readonly Readonly<Record<string, unknown>>[], columns: readonly string[]): void {
    if (this.json) {
      for (const row of rows) this.say('', row)
      return
    }
    const cells = [columns, ...rows.map((row) => columns.map((column) => cell(row[column])))]
    const widths = columns.map((_, i) => Math.max(...cells.map((line) => (line[i] ?? '').length)))
    for (const line of cells) {
      const padded = line.map((text, i) => text.padEnd(widths[i] ?? 0))
      this.#streams.stdout.write(`${padded.join('  ').trimEnd()}\n`)
    }
  }

  /** Something worth knowing. */
  warn(text: string): void {
    this.#streams.stderr.write(`latchkey: ${plain(redact(text))}\n`)
  }

  /** Why a command failed; programs get the code of a refusal too. */
  fail(error: unknown): void {
    if (isReaderGone(error)) return
    const message = redact(error instanceof Error ? error.message : String(error))
    if (!this.json) return this.warn(message)
    const code = error instanceof AuthError ? error.code : 'failed'
    this.#streams.stderr.write(`${JSON.stringify({ error: code, message })}\n`)
  }

  /** All of standard input. @throws {UsageError} when it is too long. */
  readBytes(): Promise<Uint8Array> {
    return readBounded(this.#streams.stdin, 'standard input')
  }

  /** The same as text, without its last line break. */
  async readInput(): Promise<string> {
    return Buffer.from(await this.readBytes())
      .toString('utf8')
      .replace(/\r?\n$/, '')
  }

  get interactive(): boolean {
    return this.#streams.stdin.isTTY === true
  }

  /** Asks for something that does not show while it is typed. */
  async askSecret(question: string): Promise<string> {
    this.#streams.stderr.write(question)
    try {
      return await this.#ask('', nowhere)
    } finally {
      this.#streams.stderr.write('\n')
    }
  }

  /** @throws {UsageError} when the answer is no, or there is nobody to ask. */
  async confirm(question: string, { yes }: { readonly yes: boolean }): Promise<void> {
    if (yes) return
    if (!this.interactive) throw new UsageError('nobody is there to ask: add --yes')
    const answer = await this.#ask(`${question} [y/N] `, this.#streams.stderr)
    if (!/^y(es)?$/i.test(answer.trim())) throw new UsageError('nothing was changed')
  }

  async #ask(question: string, output: Writable): Promise<string> {
    const lines = createInterface({ input: this.#streams.stdin, output, terminal: true })
    try {
      return await lines.question(question)
    } finally {
      lines.close()
    }
  }
}

/** EPIPE. */
const isReaderGone = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EPIPE'

/** A whole file that may be anything: a pipe, a device, a terabyte. @throws {UsageError} when it is too long. */
export const readBoundedFile = (file: string): Promise<Uint8Array> =>
  readBounded(createReadStream(file, { end: maxInputBytes }), 'the file')

async function readBounded(stream: Readable, name: string): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk)
    length += bytes.length
    if (length > maxInputBytes) throw new UsageError(`${name} is too long`)
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

function bar(share: number): string {
  const filled = Math.round(Math.min(share, 1) * 30)
  return `[${'#'.repeat(filled)}${'.'.repeat(30 - filled)}] ${Math.round(share * 100)} %  `
}

function cell(value: unknown): string {
  if (value === undefined || value === null) return '-'
  if (Array.isArray(value)) return plain(value.join(' '))
  return plain(typeof value === 'string' ? value : JSON.stringify(value))
}

/** Without what a terminal obeys: a name or a user agent may hold escape sequences (L22). */
const plain = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}]/gu, '?')
