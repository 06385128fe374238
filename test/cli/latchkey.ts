import { Readable, Writable } from 'node:stream'
import { main } from '../../src/cli/main.ts'

export interface Run {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs a command line in this process. */
export async function latchkey(
  argv: readonly string[],
  {
    stdin = '',
    env = {},
    tty = false,
  }: { stdin?: string; env?: Readonly<Record<string, string>>; tty?: boolean } = {},
): Promise<Run> {
  const texts = { stdout: '', stderr: '' }
  const collect = (name: 'stdout' | 'stderr'): Writable & { readonly isTTY: boolean } => {
    const stream = new Writable({
      write(chunk, _encoding, done) {
        texts[name] += String(chunk)
        done()
      },
    })
    return Object.assign(stream, { isTTY: tty })
  }
  const input = Readable.from(stdin === '' ? [] : [Buffer.from(stdin)])
  const streams = { stdin: input, stdout: collect('stdout'), stderr: collect('stderr'), env }
  return { code: await main(argv, streams), ...texts }
}
