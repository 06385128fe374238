import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import autocannon from 'autocannon'
import { compare, inTurns } from './measure.ts'
import type { Line } from './measure.ts'

const turns = 7
const seconds = 2
const connections = 16

async function start(
  framework: string,
  kind: string,
): Promise<{ rate: () => Promise<number>; stop: () => void }> {
  const file = new URL('guarded-server.ts', import.meta.url).pathname
  const child = spawn(process.execPath, [file, framework, kind], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  const { port, token } = JSON.parse(line) as { port: number; token: string }
  const rate = async (): Promise<number> => {
    const result = await autocannon({
      url: `http://127.0.0.1:${port}/`,
      headers: { authorization: `Bearer ${token}` },
      connections,
      duration: seconds,
    })
    if (result.non2xx > 0 || result.errors > 0)
      throw new Error(`${framework} ${kind}: not every answer was 200`)
    return result.requests.average
  }
  return { rate, stop: () => child.kill() }
}

/** The same server with the guard and without, the same requests, a token seen before. */
export async function benchGuarded(): Promise<Line[]> {
  const lines: Line[] = []
  for (const framework of ['node', 'express', 'fastify', 'hono']) {
    const ours = await start(framework, 'guarded')
    const bare = await start(framework, 'bare')
    try {
      const measured = await inTurns(turns, ours.rate, bare.rate)
      const what = `guarded request, ${framework}, against the same server without the guard`
      lines.push(compare({ what, unit: 'requests/s', ...measured, bar: 0.9 }))
    } finally {
      ours.stop()
      bare.stop()
    }
  }
  return lines
}
