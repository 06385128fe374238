// Other programs, started and run to their end.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'

export interface Program {
  readonly url: string
  stop(): Promise<void>
}

type Environment = Readonly<Record<string, string>>

// A signal ends a process without a word to those that it started.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

/** A server, once it has said where it listens. */
export async function start(command: readonly string[], env: Environment): Promise<Program> {
  const [name = '', ...args] = command
  const child = spawn(name, args, {
    cwd: import.meta.dirname,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  process.once('exit', () => child.kill())
  const ended = once(child, 'close')
  for await (const line of createInterface(child.stdout)) {
    const [url] = /http:\/\/[\d.]+:\d+/.exec(line) ?? []
    if (url === undefined) continue
    // What it says from here on is its log.
    child.stdout.resume()
    return {
      url,
      async stop() {
        child.kill()
        await ended
      },
    }
  }
  throw new Error(`${name} ended without a word of where it listens`)
}

/** What a program wrote. Throws where it failed. */
export async function run(
  command: readonly string[],
  env: Environment,
  input = '',
): Promise<string> {
  const [name = '', ...args] = command
  const child = spawn(name, args, {
    cwd: import.meta.dirname,
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  child.stdin.end(input)
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ])
  if (code === 0) return stdout
  throw new Error(`${command.join(' ')} ended with ${code}:\n${stdout}${stderr}`)
}
