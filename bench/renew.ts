import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { inSeveralProcesses, race } from './measure.ts'
import type { Contender, Race } from './measure.ts'
import type { Renewal } from './renewal.ts'
import { startServing } from './serving.ts'
import type { Serving } from './serving.ts'

const processes = 2
const turns = 3
/** Milliseconds; not a number of renewals, which take as long as the disk pleases. */
const perTurn = 1_500
/** Turns until what is compiled has been compiled. */
const warmUp = 3

const onDisk = ['latchkey', 'by hand', 'better-auth, session moved']

/** Renewals over HTTP, each client with a session of its own, each server in a process of its own. */
export async function benchRenew(): Promise<Race[]> {
  const full = { what: 'renew, durability full', unit: 'renewals/s', turns }
  const normal = { what: 'renew, durability normal', unit: 'renewals/CPU s', turns }
  return [
    // Mostly waiting for the disk, so that only the clock on the wall tells.
    await inSeveralProcesses(processes, () =>
      runOnce(full, 'full', onDisk, async () => performance.now() / 1_000),
    ),
    await inSeveralProcesses(processes, () =>
      runOnce(normal, 'normal', [...onDisk, 'oidc-provider, in memory']),
    ),
  ]
}

async function runOnce(
  what: Parameters<typeof race>[0],
  durability: string,
  names: readonly string[],
  clock?: () => Promise<number>,
): Promise<Race> {
  const running: Serving<Renewal>[] = []
  const contenders: Record<string, Contender> = {}
  try {
    for (const name of names) {
      const serving = await startServing<Renewal>('renew-server.ts', [durability, name])
      running.push(serving)
      const seconds = clock ?? serving.cpuSeconds
      const round = clientsOf(serving.word)
      for (let n = 0; n < warmUp; n += 1) await round()
      contenders[name] = async () => {
        const before = await seconds()
        const done = await round()
        return done / ((await seconds()) - before)
      }
    }
    return await race(what, contenders)
  } finally {
    await Promise.all(running.map((serving) => serving.stop()))
  }
}

/** All clients of a server, who go on where they were with every call; how often they renewed. */
export function clientsOf(renewal: Renewal): () => Promise<number> {
  const { port, path, method, headers, body, next } = renewal
  const agent = new Agent({ keepAlive: true })
  const tokens = [...renewal.tokens]
  const renew = async (token: string): Promise<string> => {
    const sent = body.join(token)
    const answer = await new Promise<string>((resolve, reject) => {
      const asked = request(
        { host: '127.0.0.1', port, path, method, headers, agent },
        (response) => {
          void text(response).then((got) =>
            response.statusCode === 200
              ? resolve(got)
              : reject(new Error(`${port}${path}: ${response.statusCode} ${got}`)),
          )
        },
      )
      asked.once('error', reject).end(sent)
    })
    return next === undefined ? token : String(JSON.parse(answer)[next])
  }
  return async () => {
    const until = performance.now() + perTurn
    let done = 0
    const client = async (_: string, n: number): Promise<void> => {
      while (performance.now() < until) {
        tokens[n] = await renew(tokens[n] ?? '')
        done += 1
      }
    }
    await Promise.all(tokens.map(client))
    return done
  }
}
