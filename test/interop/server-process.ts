import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A server in a process of its own, started as a newcomer starts it. */
export interface ServerProcess {
  readonly url: string
  readonly data: string
  /** All it has written so far. */
  output(): string
  /** Fulfilled with the text once it is in the output. */
  seen(pattern: RegExp): Promise<RegExpExecArray>
  /** Sends SIGTERM to it, as often as said, and gives its exit code: `null` where npm stands between. */
  stop(times?: number): Promise<number | null>
  /** The process that was started. */
  readonly child: ChildProcess
}

export interface StartOptions {
  /** `start`: `npm start`, the README's first command, with the demo; `npx`: `npx latchkey serve`; `node`: the program itself. Default: `start`. */
  readonly by?: 'npx' | 'start' | 'node'
  readonly flags?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

const commands: Record<'npx' | 'start' | 'node', [string, ...string[]]> = {
  npx: ['npx', 'latchkey', 'serve'],
  start: ['npm', 'start', '--silent', '--'],
  node: [process.execPath, 'dist/cli/bin.js', 'serve'],
}

const root = new URL('../..', import.meta.url).pathname

export const temporaryDirectory = (): string => mkdtempSync(join(tmpdir(), 'latchkey-'))

export async function startServer(options: StartOptions = {}): Promise<ServerProcess> {
  const { by = 'start', flags = [], env = {} } = options
  const data = temporaryDirectory()
  const [command, ...words] = commands[by]
  const args = [...words, '--port', '0', '--data', data, ...flags]
  // A process group of its own: npm and npx put processes between us and the server.
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const output = collect(child)
  const listening = await output.seen(/^\{.*"event":"listening".*\}$/m)
  const { url } = JSON.parse(listening[0]) as { url: string }
  return {
    url,
    data,
    output: output.text,
    seen: output.seen,
    child,
    stop: async (times = 1) => {
      const closed = once(child, 'close')
      for (let i = 0; i < times; i++) process.kill(-(child.pid ?? 0), 'SIGTERM')
      const [code] = await closed
      rmSync(data, { recursive: true })
      return typeof code === 'number' ? code : null
    },
  }
}

function collect(child: ChildProcess): {
  text: () => string
  seen: (pattern: RegExp) => Promise<RegExpExecArray>
} {
  let text = ''
  let ended = false
  const waiting = new Set<() => void>()
  const wake = (): void => waiting.forEach((look) => look())
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
      wake()
    })
  }
  child.once('close', () => {
    ended = true
    wake()
  })
  return {
    text: () => text,
    seen: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = pattern.exec(text)
          if (!found && !ended) return
          waiting.delete(look)
          if (found) resolve(found)
          else reject(new Error(`the process ended without ${pattern}:\n${text}`))
        }
        waiting.add(look)
        look()
      }),
  }
}
