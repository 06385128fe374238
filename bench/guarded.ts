import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import autocannon from 'autocannon'
import { compare, inTurns } from './measure.ts'
import type { Line } from './measure.ts'

// Many short turns: what else the machine does comes and goes within seconds, and a median of eleven turns of a
// second each still differed by 6 % from run to run.
const turns = 101
const requests = 4_000
const connections = 64

interface Ports {
  readonly guarded: number
  readonly bare: number
}

/** One process: two would differ by more than a guard costs, by how each was compiled and where it lies in memory. */
async function start(framework: string): Promise<Server> {
  const child = fork(new URL('guarded-server.ts', import.meta.url), [framework])
  const { ports, token } = await answerOf<{ ports: Ports; token: string }>(child)
  const cpuSeconds = async (): Promise<number> => {
    child.send('cpu')
    return answerOf<number>(child)
  }
  const rate = async (port: number): Promise<number> => {
    const before = await cpuSeconds()
    const result = await autocannon({
      url: `http://127.0.0.1:${port}/`,
      headers: { authorization: `Bearer ${token}` },
      connections,
      amount: requests,
      sampleInt: 50,
    })
    if (result.non2xx > 0 || result.errors > 0) {
      throw new Error(`${framework}: not every answer was 200`)
    }
    return result.requests.total / ((await cpuSeconds()) - before)
  }
  return {
    guarded: () => rate(ports.guarded),
    bare: () => rate(ports.bare),
    stop: () => child.kill(),
  }
}

/** Requests in a second of the server's own CPU time: the load generator and the rest of the machine do not count. */
interface Server {
  readonly guarded: () => Promise<number>
  readonly bare: () => Promise<number>
  readonly stop: () => void
}

const answerOf = <T>(child: ChildProcess): Promise<T> =>
  new Promise((resolve) => child.once('message', (answer) => resolve(answer as T))) // from guarded-server.ts

/** The same server with the guard and without, the same requests, a token seen before. */
export async function benchGuarded(): Promise<Line[]> {
  const lines: Line[] = []
  for (const framework of ['node', 'express', 'fastify', 'hono', 'hono with middleware']) {
    const server = await start(framework)
    try {
      const measured = await inTurns(turns, server.guarded, server.bare)
      const what = `guarded request, ${framework}, against the same server without the guard`
      lines.push(compare({ what, unit: 'requests/CPU s', ...measured, bar: 0.9 }))
    } finally {
      server.stop()
    }
  }
  return lines
}
