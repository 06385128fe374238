import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { race } from './measure.ts'
import type { Contender, Race } from './measure.ts'
import type { Renewal } from './renewal.ts'
import { startServing } from './serving.ts'

const turns = 5
/** Milliseconds; not a number of renewals, which take as long as the disk pleases. */
const perTurn = 1_500

/** Renewals over HTTP, each client with a session of its own. */
export async function benchRenew(): Promise<Race[]> {
  return [
    // Mostly waiting for the disk, so that only the clock on the wall tells.
    await renewals('full', 'renewals/s', async () => performance.now() / 1_000),
    await renewals('normal', 'renewals/CPU s'),
  ]
}

async function renewals(
  durability: string,
  unit: string,
  clock?: () => Promise<number>,
): Promise<Race> {
  const serving = await startServing<Record<string, Renewal>>('renew-server.ts', [durability])
  const seconds = clock ?? serving.cpuSeconds
  try {
    const contenders: Record<string, Contender> = {}
    for (const [who, renewal] of Object.entries(serving.word)) {
      const round = clientsOf(renewal)
      contenders[who] = async () => {
        const before = await seconds()
        const done = await round()
        return done / ((await seconds()) - before)
      }
    }
    return await race({ what: `renew, durability ${durability}`, unit, turns }, contenders)
  } finally {
    await serving.stop()
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
      const asked = request({ port, path, method, headers, agent }, (response) => {
        void text(response).then((got) =>
          response.statusCode === 200
            ? resolve(got)
            : reject(new Error(`${port}${path}: ${response.statusCode} ${got}`)),
        )
      })
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
