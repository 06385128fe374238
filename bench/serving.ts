// Servers in processes of their own, so that the CPU time they use can be told from that of their clients.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { keepAliveTimeout } from '../src/defaults.ts'

/** A server, and the header fields of requests that it answers with 200, each in its turn. */
export interface Target {
  readonly port: number
  readonly headers: readonly Readonly<Record<string, string>>[]
}

/** In the child: a free port. */
export async function listen(listener: RequestListener): Promise<number> {
  // Node's five seconds would close in every pause what a burst has opened.
  const server = createServer({ keepAliveTimeout: 1_000 * keepAliveTimeout }, listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port // a TCP server's address is never a string
}

/** What a process has used, and holds. */
interface Usage {
  readonly cpuSeconds: number
  readonly residentBytes: number
}

/** In the child: that it is ready, and from then on, when asked, what it uses. */
export function tellParent(word: unknown): void {
  process.send?.(word)
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    const residentBytes = process.memoryUsage.rss()
    process.send?.({ cpuSeconds: (user + system) / 1e6, residentBytes } satisfies Usage)
  })
  for (const end of ['disconnect', 'SIGTERM']) process.once(end, () => process.exit())
}

/** In the parent. */
export interface Serving<Word> {
  readonly word: Word
  readonly cpuSeconds: () => Promise<number>
  readonly residentBytes: () => Promise<number>
  readonly stop: () => Promise<void>
}

/** @param file what calls `tellParent` with a `Word`. */
export async function startServing<Word>(
  file: string,
  args: string[] = [],
): Promise<Serving<Word>> {
  const child = fork(new URL(file, import.meta.url), args)
  const exit = once(child, 'exit')
  const nextWord = async (): Promise<unknown> => {
    const [word] = await Promise.race([once(child, 'message'), exit])
    if (child.exitCode !== null) throw new Error(`${file} ended`)
    return word
  }
  const usage = async (): Promise<Usage> => {
    child.send('usage')
    return (await nextWord()) as Usage // said by `tellParent`
  }
  return {
    word: (await nextWord()) as Word, // said by `tellParent`
    cpuSeconds: async () => (await usage()).cpuSeconds,
    residentBytes: async () => (await usage()).residentBytes,
    async stop() {
      child.kill()
      await exit
    },
  }
}
