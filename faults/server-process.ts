import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { ask } from './ask.ts'

/** Tokens name it, whatever the port. */
export const issuer = 'http://localhost'
/** What users start, as `npm run build` makes it. */
export const latchkey: string = new URL('../dist/cli/bin.js', import.meta.url).pathname

export interface ServerOptions {
  readonly port: number
  readonly data: string
  /** Arguments of `latchkey serve` beside those for the port, the data and the issuer. */
  readonly args?: readonly string[]
  /** A program to run it under, with its arguments. Default: none. */
  readonly under?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Told of every line that it writes. */
  readonly onLine?: (line: string) => void
}

/** A server that loses everything but its data when it is stopped. */
export interface Killable {
  readonly url: string
  /** Seconds until its first 200. */
  start(): Promise<number>
  stop(): Promise<void>
}

/** A server in a process of its own that may be killed, on one port for all its lives. */
export class ServerProcess implements Killable {
  readonly url: string
  readonly #options: ServerOptions
  #child: ChildProcess | undefined
  #exit: Promise<unknown> = Promise.resolve()
  /** What it wrote in all its lives, as far as it is not only about one request. */
  readonly lines: string[] = []

  constructor(options: ServerOptions) {
    this.#options = options
    this.url = `http://127.0.0.1:${options.port}`
  }

  get pid(): number | undefined {
    return this.#child?.pid
  }

  /** Whether it was started, and has not ended by itself either. */
  get isRunning(): boolean {
    return this.#child?.exitCode === null && this.#child.signalCode === null
  }

  /** Fulfilled when it has ended, by itself or not. */
  get ended(): Promise<unknown> {
    return this.#exit
  }

  /** Seconds from the start of the process to its first 200. */
  async start(): Promise<number> {
    const { port, data, args = [], env = {}, under = [], onLine = () => {} } = this.#options
    const serve = ['serve', '--issuer', issuer, '--port', `${port}`, '--data', data, ...args]
    const [command = '', ...rest] = [...under, process.execPath, latchkey, ...serve]
    const from = performance.now()
    const child = spawn(command, rest, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    })
    this.#child = child
    this.#exit = once(child, 'exit')
    for (const stream of [child.stdout, child.stderr]) {
      createInterface(stream).on('line', (line) => {
        onLine(line)
        if (!line.includes('"event":"request"')) this.lines.push(line.slice(0, 1_000))
      })
    }
    for (;;) {
      const answer = await ask(this.url, { path: '/readyz' })
      if (answer.kind === 'answer' && answer.status === 200) break
      if (child.exitCode !== null || child.signalCode !== null) {
        throw new Error(`the server did not start: ${this.lines.slice(-5).join('\n')}`)
      }
      await pause(5)
    }
    return (performance.now() - from) / 1_000
  }

  async stop(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    this.#child?.kill(signal)
    await this.#exit
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // it listens on TCP
  server.close()
  await once(server, 'close')
  return port
}
