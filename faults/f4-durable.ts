import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Surroundings } from './device.ts'
import { signIn } from './device.ts'
import { atLeast, exactly } from './figure.ts'
import { History } from './history.ts'
import { prepareSqlite } from './people.ts'
import type { Row } from './row.ts'
import { freePort, ServerProcess } from './server-process.ts'
import { readTrace } from './traced.ts'
import type { TracedCall } from './traced.ts'

const mutations = 500
/** Renewals between a sign-in and a sign-out. */
const renewals = 18

export const durable: Row = {
  what: 'an answer is written after the fsync of what it says, by the order of system calls',
  isQuick: true,
  needs: ['strace'],
  async run() {
    const directory = mkdtempSync(join(tmpdir(), 'latchkey-faults-'))
    const trace = join(directory, 'trace')
    const data = join(directory, 'data')
    const [person] = await prepareSqlite(data)
    if (!person) throw new Error('there is nobody to sign in')
    const calls = 'trace=read,write,writev,pwrite64,pwritev,fsync,fdatasync'
    const server = new ServerProcess({
      port: await freePort(),
      data,
      args: ['--insecure-no-sign-in-limits'],
      // With -D the server is our child, and strace looks on: it would keep signals to itself.
      under: [
        'strace',
        '-D',
        '-f',
        '-qq',
        '--seccomp-bpf',
        '-y',
        '-s',
        '40',
        '-o',
        trace,
        '-e',
        calls,
      ],
    })
    const world: Surroundings = {
      url: server.url,
      history: new History(),
      unexpected: [],
      isOver: () => false,
    }
    try {
      await server.start()
      for (let done = 0; done < mutations; done += renewals + 2) {
        const device = await signIn(world, person, true)
        for (let left = renewals; left > 0; left -= 1) await device?.renew()
        await device?.revoke()
      }
      await server.stop('SIGTERM')
      await pause(500)
      const { answered, early } = judge(readTrace(trace))
      return [
        atLeast('mutations that were answered with 2xx', mutations, answered),
        exactly('answers before the fsync', 0, early),
        exactly('other answers', 0, world.unexpected.length),
      ]
    } finally {
      await server.stop()
      rmSync(directory, { recursive: true })
    }
  },
}

/** One request at a time: between reading it and answering it, its frames are written to the log and made durable. */
function judge(calls: readonly TracedCall[]): { answered: number; early: number } {
  const counts = { answered: 0, early: 0 }
  let asked: TracedCall | undefined
  for (const call of calls) {
    const isSocket = call.text.includes('<socket:') || call.text.includes('<TCP')
    if (call.name === 'read' && isSocket && call.text.includes('"POST /api/v1/')) asked = call
    const isAnswer = call.name.startsWith('write') && isSocket && call.text.includes('HTTP/1.1 2')
    if (!asked || !isAnswer) continue
    counts.answered += 1
    if (!isDurable(calls, asked, call)) counts.early += 1
    asked = undefined
  }
  return counts
}

function isDurable(calls: readonly TracedCall[], asked: TracedCall, answer: TracedCall): boolean {
  const between = calls.filter(({ begun }) => begun > asked.begun && begun < answer.begun)
  const written = between.findLast(
    ({ name, text }) => name.startsWith('pwrite') && text.includes('-wal>'),
  )
  const synced = between.findLast(
    ({ name, text }) => name.endsWith('sync') && text.includes('-wal>'),
  )
  if (!written || !synced) return false
  return synced.begun > written.ended && synced.ended < answer.begun && synced.text.endsWith('= 0')
}
