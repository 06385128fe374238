import { startFlask } from './flask.ts'
import { load } from './load.ts'
import { race } from './measure.ts'
import type { Contender, Race } from './measure.ts'
import { startServing } from './serving.ts'
import type { Target } from './serving.ts'

const turns = 5

/** Guarded requests over HTTP, with tokens that were seen before. */
export async function benchPeers(): Promise<Race[]> {
  const serving = await startServing<Record<string, Record<string, Target>>>('peer-server.ts')
  const flask = await startFlask()
  const races: Race[] = []
  try {
    for (const [name, targets] of Object.entries(serving.word)) {
      const contenders: Record<string, Contender> = {}
      for (const [who, target] of Object.entries(targets)) {
        contenders[who] = load(target, serving.cpuSeconds)
      }
      if (flask && name === 'node:http, ES256') {
        contenders['Flask-Security, gunicorn'] = load(flask.word, flask.cpuSeconds)
      }
      const what = `guarded request, ${name}`
      races.push(await race({ what, unit: 'requests/CPU s', turns }, contenders))
    }
  } finally {
    await serving.stop()
    await flask?.stop()
  }
  return races
}
