import autocannon from 'autocannon'
import type { Contender } from './measure.ts'
import type { Target } from './serving.ts'

/** A second of them, from 16 connections. */
const aSecond = { connections: 16, duration: 1 }

/** Requests in a second of the server's own CPU time: who asks, and the rest of the machine, do not count. */
export const load =
  (
    { port, headers }: Target,
    cpuSeconds: () => Promise<number>,
    size: Pick<autocannon.Options, 'connections' | 'duration' | 'amount'> = aSecond,
  ): Contender =>
  async () => {
    const before = await cpuSeconds()
    const { requests, non2xx, errors } = await autocannon({
      url: `http://127.0.0.1:${port}/`,
      requests: headers.map((fields) => ({ headers: fields })),
      sampleInt: 50,
      ...size,
    })
    if (non2xx > 0 || errors > 0) throw new Error(`${non2xx} refused, ${errors} failed`)
    return requests.total / ((await cpuSeconds()) - before)
  }
