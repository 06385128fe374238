import { load } from './load.ts'
import { inSeveralProcesses, race } from './measure.ts'
import type { Race } from './measure.ts'
import { startServing } from './serving.ts'
import type { Target } from './serving.ts'

const processes = 5
// Short ones: what else the machine does comes and goes within seconds.
const turns = 21
const requests = 4_000
const connections = 64

const servers = ['node:http', 'Express', 'Fastify', 'Hono', 'Hono with another middleware']

/**
 * The same server with the guard and without, the same requests, a token seen before. Both in one process: two would
 * differ by more than a guard costs, by how each was compiled and where it lies in memory.
 */
export async function benchGuarded(): Promise<Race[]> {
  const races: Race[] = []
  for (const server of servers) {
    races.push(await inSeveralProcesses(processes, () => runOnce(server)))
  }
  return races
}

async function runOnce(server: string): Promise<Race> {
  const { word, cpuSeconds, stop } = await startServing<Record<'guarded' | 'bare', Target>>(
    'guarded-server.ts',
    [server],
  )
  try {
    const amount = { connections, amount: requests }
    const contenders = {
      'with the guard': load(word.guarded, cpuSeconds, amount),
      without: load(word.bare, cpuSeconds, amount),
    }
    return await race({ what: `guard, ${server}`, unit: 'requests/CPU s', turns }, contenders)
  } finally {
    await stop()
  }
}
