import { startFlask } from './flask.ts'
import { load } from './load.ts'
import { inSeveralProcesses, race } from './measure.ts'
import type { Contender, Race } from './measure.ts'
import { startServing } from './serving.ts'
import type { Serving, Target } from './serving.ts'

const processes = 3
const turns = 2
/** As many as of the guards that are held against a server without one. */
const size = { connections: 64, duration: 1 }

const flaskSecurity = 'Flask-Security, gunicorn'
const onNode = [
  'latchkey',
  'without a guard',
  'jose',
  'jsonwebtoken',
  'jsonwebtoken, key ready',
  'fast-jwt, cached',
]
type Peers = readonly [server: string, algorithm: string, names: readonly string[]]

const races: readonly Peers[] = [
  ['node:http', 'HS256', onNode],
  [
    'node:http',
    'ES256',
    [...onNode, 'better-auth getSession', 'better-auth getSession, cookie cache', flaskSecurity],
  ],
  // jsonwebtoken does not know it.
  ['node:http', 'EdDSA', onNode.filter((name) => !name.startsWith('jsonwebtoken'))],
  ['Express', 'HS256', ['latchkey', 'express-jwt']],
  ['Fastify', 'HS256', ['latchkey', '@fastify/jwt', '@fastify/jwt, cached']],
  ['Hono', 'HS256', ['latchkey', 'hono/jwt']],
]

/**
 * Guarded requests over HTTP, with tokens that were seen before. Each server has a process of its own, as it would: what
 * another guard taught the compiler about Node's own code would be in its figure otherwise.
 */
export async function benchPeers(): Promise<Race[]> {
  const results: Race[] = []
  for (const peers of races) {
    results.push(await inSeveralProcesses(processes, () => runOnce(peers)))
  }
  return results
}

async function runOnce([server, algorithm, names]: Peers): Promise<Race> {
  const running: Pick<Serving<Target>, 'stop'>[] = []
  const contenders: Record<string, Contender> = {}
  try {
    for (const name of names) {
      const serving =
        name === flaskSecurity
          ? await startFlask()
          : await startServing<Target>('peer-server.ts', [server, algorithm, name])
      if (!serving) continue
      running.push(serving)
      contenders[name] = load(serving.word, serving.cpuSeconds, size)
    }
    const what = `guarded request, ${server}, ${algorithm}`
    return await race({ what, unit: 'requests/CPU s', turns }, contenders)
  } finally {
    await Promise.all(running.map((serving) => serving.stop()))
  }
}
