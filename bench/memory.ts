import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { Race } from './measure.ts'

const turns = 3

/** Bytes that one more takes. */
export async function benchMemory(): Promise<Race[]> {
  const kinds = { 'a revocation': 'revocations', 'a verified token that is remembered': 'tokens' }
  const measured: Record<string, number[]> = {}
  for (const [name, kind] of Object.entries(kinds)) {
    measured[name] = []
    for (let turn = 0; turn < turns; turn += 1) {
      const child = fork(new URL('memory-use.ts', import.meta.url), [kind], {
        execArgv: ['--expose-gc'],
      })
      const [bytes] = await once(child, 'message')
      measured[name].push(Number(bytes))
      child.kill()
    }
  }
  return [{ what: 'memory', unit: 'bytes', turns: measured }]
}
