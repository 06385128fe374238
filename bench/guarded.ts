import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import autocannon from 'autocannon'
import { compare, inTurns } from './measure.ts'
import type { Line } from './measure.ts'

const turns = 7
const seconds = 2
const connections = 16

async function start(framework: string, kind: string): Promise<Server> {
  const file = new URL('guarded-server.ts', import.meta.url)
  const child = fork(file, [framework, kind])
  const { port, token } = await answerOf<{ port: number; token: string }>(child)
  const cpuSeconds = async (): Promise<number> => {
    child.send('cpu')
    return answerOf<number>(child)
  }
  const rate = async (): Promise<number> => {
    const before = await cpuSeconds()
    const result = await autocannon({
      url: `http://127.0.0.1:${port}/`,
      headers: { authorization: `Bearer ${token}` },
      connections,
      duration: seconds,
    })
    if (result.non2xx > 0 || result.errors > 0) {
      throw new Error(`${framework} ${kind}: not every answer was 200`)
    }
    return result.requests.total / ((await cpuSeconds()) - before)
  }
  return { rate, stop: () => child.kill() }
}

interface Server {
  /** Requests in a second of the server's own CPU time: the load generator and the rest of the machine do not count. */
  readonly rate: () => Promise<number>
  readonly stop: () => void
}

const answerOf = <T>(child: ChildProcess): Promise<T> =>
  new Promise((resolve) => child.once('message', (answer) => resolve(answer as T))) // from guarded-server.ts

/** The same server with the guard and without, the same requests, a token seen before. */
export async function benchGuarded(): Promise<Line[]> {
  const lines: Line[] = []
  for (const framework of ['node', 'express', 'fastify', 'hono']) {
    const ours = await start(framework, 'guarded')
    const bare = await start(framework, 'bare')
    try {
      const measured = await inTurns(turns, ours.rate, bare.rate)
      const what = `guarded request, ${framework}, against the same server without the guard`
      lines.push(compare({ what, unit: 'requests/CPU s', ...measured, bar: 0.9 }))
    } finally {
      ours.stop()
      bare.stop()
    }
  }
  return lines
}
