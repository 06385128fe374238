import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { PgClient } from '../../src/postgres/index.ts'
import { runBatch } from '../../src/postgres/transaction.ts'
import type { Step } from '../../src/postgres/transaction.ts'

const step = (text: string, flags: Partial<Step> = {}): Step => ({
  query: { text },
  guard: false,
  script: false,
  ...flags,
})

/** A connection that notes what is sent, answers in the order of sending, and finds rows for what is in `found`. */
function connection({ pipeline, found = [] }: { pipeline: boolean; found?: readonly string[] }) {
  const log: string[] = []
  let last: Promise<unknown> = Promise.resolve()
  const client: PgClient = {
    pipeline,
    release: () => {},
    query({ text }) {
      log.push(`> ${text}`)
      const answer = last.then(() => {
        log.push(`< ${text}`)
        return { rows: found.includes(text) ? [{}] : [] }
      })
      last = answer
      return answer
    },
  }
  return { client, log }
}

const run = async (
  steps: readonly Step[],
  options: { pipeline: boolean; found?: readonly string[]; relaxed?: boolean },
): Promise<{ readonly log: readonly string[]; readonly stoppedAt: number | undefined }> => {
  const { client, log } = connection(options)
  const { stoppedAt } = await runBatch(client, steps, { relaxed: options.relaxed ?? false })
  return { log, stoppedAt }
}

const sent = (log: readonly string[]): string[] =>
  log.flatMap((line) => (line.startsWith('> ') ? [line.slice(2)] : []))

describe('a batch on a connection', () => {
  it('is one statement where it is one', async () => {
    const { log } = await run([step('a')], { pipeline: false })
    assert.deepEqual(sent(log), ['a'])
  })

  it('is a transaction, each statement after the answer to the one before', async () => {
    const { log } = await run([step('a'), step('b')], { pipeline: false })
    const all = ['BEGIN', 'a', 'b', 'COMMIT'].flatMap((text) => [`> ${text}`, `< ${text}`])
    assert.deepEqual(log, all)
  })

  it('is one round trip where the connection allows it', async () => {
    const { log } = await run([step('a'), step('b')], { pipeline: true })
    assert.deepEqual(log.slice(0, 4), ['> BEGIN', '> a', '> b', '> COMMIT'])
  })

  it('waits for its guards before it commits', async () => {
    const steps = [step('a', { guard: true }), step('b')]
    const held = await run(steps, { pipeline: true, found: ['a'] })
    assert.deepEqual(held.log.slice(0, 3), ['> BEGIN', '> a', '> b'])
    assert.deepEqual([sent(held.log).at(-1), held.stoppedAt], ['COMMIT', undefined])
    const stopped = await run(steps, { pipeline: true })
    assert.deepEqual([sent(stopped.log).at(-1), stopped.stoppedAt], ['ROLLBACK', 0])
  })

  it('sends nothing more after a guard that found nothing, without a pipeline', async () => {
    const { log } = await run([step('a', { guard: true }), step('b')], { pipeline: false })
    assert.deepEqual(sent(log), ['BEGIN', 'a', 'ROLLBACK'])
  })

  it('begins no migration that is somebody else’s by now', async () => {
    const steps = [step('a', { guard: true }), step('CREATE INDEX', { script: true })]
    const { log } = await run(steps, { pipeline: true })
    assert.deepEqual(sent(log), ['BEGIN', 'a', 'ROLLBACK'])
  })

  it('waits for no disk where it need not', async () => {
    const { log } = await run([step('a', { guard: true })], { pipeline: true, relaxed: true })
    assert.deepEqual(sent(log), ['BEGIN; SET LOCAL synchronous_commit = off', 'a', 'COMMIT'])
  })
})
