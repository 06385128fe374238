import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { Agent } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { ask } from './ask.ts'
import { atLeast, atMost, exactly } from './figure.ts'
import type { Figure } from './figure.ts'
import { prepareSqlite } from './people.ts'
import { freePort, ServerProcess } from './server-process.ts'
import { countFor, renew, secondsUntil, underFault } from './under-fault.ts'

/** A server that may open no more files goes on over the connections that it has. */
export async function takeFiles(seed: number): Promise<Figure[]> {
  const directory = mkdtempSync(join(tmpdir(), 'latchkey-faults-'))
  const data = join(directory, 'data')
  const people = await prepareSqlite(data)
  const server = new ServerProcess({
    port: await freePort(),
    data,
    args: ['--insecure-no-sign-in-limits'],
  })
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const limit = (files: number): void => {
    execFileSync('prlimit', [`--pid=${server.pid}`, `--nofile=${files}:`])
  }
  try {
    await server.start()
    return await underFault({
      what: 'no more files',
      url: server.url,
      people,
      seed,
      async strike(session, guarded) {
        const over = () => renew(server.url, session, agent)
        await countFor(1, over)
        const [renewals, newcomers] = await Promise.all([
          countFor(4, over),
          countFor(4, () => {
            // Again and again: a connection that somebody closes is a descriptor for somebody else.
            limit(lowestFree(server.pid))
            return knock(server.url)
          }),
        ])
        limit(1_024)
        const recovered = await secondsUntil('answered', () => knock(server.url))
        await pause(500)
        return [
          atLeast('new connections that were closed', 10, newcomers.closed ?? 0),
          atLeast('renewals answered 200 over one that was open', 10, renewals.ok ?? 0),
          exactly('and otherwise than that or 503', 0, renewals.other ?? 0),
          exactly('guarded requests without an answer', 0, guarded.unanswered),
          atMost('recovered after', 1, recovered),
        ]
      },
      async restart() {
        await server.stop()
        await server.start()
      },
    })
  } finally {
    agent.destroy()
    await server.stop()
    rmSync(directory, { recursive: true })
  }
}

/** The descriptor that the next file would get. */
function lowestFree(pid: number | undefined): number {
  const open = new Set(readdirSync(`/proc/${pid}/fd`).map(Number))
  let free = 0
  while (open.has(free)) free += 1
  return free
}

/** Over a new connection. */
async function knock(url: string): Promise<'answered' | 'closed'> {
  const agent = new Agent()
  const answer = await ask(url, { path: '/healthz' }, agent)
  agent.destroy()
  return answer.kind === 'answer' ? 'answered' : 'closed'
}
