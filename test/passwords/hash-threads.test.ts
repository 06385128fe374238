import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { getPriority } from 'node:os'
import { describe, it } from 'node:test'
import { Worker } from 'node:worker_threads'
import { hashThreadIdle, hashThreadQueueLength, maxCryptBytes } from '../../src/defaults.ts'
import type { CryptJob } from '../../src/passwords/crypt-job.ts'
import { HashThreads, jobsPerThread } from '../../src/passwords/hash-threads.ts'
import { verifyPassword } from '../../src/passwords/index.ts'
import { run } from '../interop/run.ts'

const job: CryptJob = {
  kind: 'crypt',
  algorithm: 'md5_crypt',
  password: new TextEncoder().encode('password'),
  salt: '0oHIT9O3',
  rounds: 1_000,
}
const text = 'AO10s0rS5ahTVQNpEZHB41'
const checksum = new TextEncoder().encode(text)

/** proc_pid_stat(5): the 19th field, and the second may hold spaces. */
const niceOf = (thread: string): number =>
  Number(readFileSync(`/proc/self/task/${thread}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[16])

describe('the threads that hash', () => {
  it('are as many as may be, and used again', async () => {
    const pool = new HashThreads({ size: 2 })
    for (let time = 0; time < 2; time += 1) {
      const found = await Promise.all(Array.from({ length: 20 }, () => pool.run(job)))
      for (const each of found) assert.deepEqual(each, checksum)
      assert.equal(pool.threads, 2)
    }
  })

  const onLinux = { skip: process.platform !== 'linux' && 'only Linux has priorities of threads' }
  it('L21 let the event loop go first', onLinux, async () => {
    const pool = new HashThreads({ size: 1 })
    await pool.run(job)
    assert.equal(getPriority(), niceOf(String(process.pid)))
    assert.ok(readdirSync('/proc/self/task').some((thread) => niceOf(thread) > getPriority()))
  })

  it('end when they have been idle', async (test) => {
    test.mock.timers.enable({ apis: ['setTimeout'] })
    let worker: Worker | undefined
    const url = new URL('../../src/passwords/hash-thread.ts', import.meta.url)
    const pool = new HashThreads({ size: 1, start: () => (worker = new Worker(url)) })
    assert.deepEqual(await pool.run(job), checksum)
    assert.ok(worker)
    const ended = once(worker, 'exit')
    test.mock.timers.tick(hashThreadIdle * 1_000)
    assert.equal(pool.threads, 0)
    // One that is ending takes nothing any more.
    assert.deepEqual(await pool.run(job), checksum)
    await ended
  })

  const deaths: readonly [how: string, code: string, message: RegExp][] = [
    ['throws', 'throw new Error("broken")', /broken/],
    ['ends', 'process.exit(3)', /ended/],
  ]
  for (const [how, code, message] of deaths) {
    it(`lose the job of one that ${how}, and nothing else`, async () => {
      const url = new URL('../../src/passwords/hash-thread.ts', import.meta.url)
      const dying = `require('node:worker_threads').parentPort.on('message', () => { ${code} })`
      let started = 0
      const start = (): Worker =>
        (started += 1) === 1 ? new Worker(dying, { eval: true }) : new Worker(url)
      const pool = new HashThreads({ size: 1, start })
      const outcomes = await Promise.allSettled([pool.run(job), pool.run(job), pool.run(job)])
      const [lost, ...others] = outcomes
      assert.equal(lost.status, 'rejected')
      assert.match(String(lost.reason), message)
      for (const other of others) assert.deepEqual(other, { status: 'fulfilled', value: checksum })
    })
  }

  it('L21 let a bounded number wait', async () => {
    const pool = new HashThreads({ size: 1 })
    const all = Array.from({ length: hashThreadQueueLength + jobsPerThread + 2 }, () =>
      pool.run(job),
    )
    const outcomes = await Promise.allSettled(all)
    const refused = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason.code] : [],
    )
    assert.deepEqual(refused, ['overloaded', 'overloaded'])
  })

  it('do not keep a process alive', async () => {
    const door = new URL('../../src/passwords/index.ts', import.meta.url).href
    // The watch goes off only where something else keeps the process.
    const source = `
      import { verifyPassword } from '${door}'
      const { scheme } = await verifyPassword('$1$0oHIT9O3$${text}', 'password')
      console.log(scheme)
      setTimeout(() => console.log('kept'), 3_000).unref()`
    const { code, stdout } = await run(process.execPath, ['--input-type=module', '--eval', source])
    assert.deepEqual([code, stdout], [0, 'md5_crypt\n'])
  })
})

describe('a costly hash', () => {
  it('is not multiplied by a long password', async () => {
    const rounds = 600_000
    const longest = Math.floor(maxCryptBytes / rounds)
    const stored = `$6$rounds=${rounds}$ab$${'a'.repeat(86)}`
    const pending = verifyPassword(stored, 'x'.repeat(longest + 1))
    await assert.rejects(pending, { code: 'password_mismatch' })
  })
})
