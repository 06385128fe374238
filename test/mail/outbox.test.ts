import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createOutbox } from '../../src/mail/index.ts'
import type { Mailer, MailMessage } from '../../src/mail/index.ts'

const message = (subject: string): MailMessage => ({ to: 'ada@example.com', subject, text: '' })

/** A mailer that delivers when it is told to. */
function heldMailer() {
  const sent: string[] = []
  const held: (() => void)[] = []
  const mailer: Mailer = {
    send: ({ subject }) =>
      new Promise((resolve) => {
        sent.push(subject)
        held.push(resolve)
      }),
  }
  return { mailer, sent, held }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('createOutbox', () => {
  it('writes a message when its turn comes, not before whoever posted it has gone on', async () => {
    const { mailer, sent, held } = heldMailer()
    const outbox = createOutbox({ mailer, concurrency: 1 })
    const written: string[] = []
    for (const subject of ['one', 'two']) {
      outbox.post(async () => {
        written.push(subject)
        return message(subject)
      })
    }
    assert.deepEqual(written, [])
    await turn()
    assert.deepEqual(written, ['one'])
    held.shift()?.()
    await turn()
    assert.deepEqual(sent, ['one', 'two'])
    held.shift()?.()
    await outbox.settled()
    assert.equal(outbox.pending, 0)
  })

  it('sends nothing where there is nothing to send', async () => {
    const { mailer, sent } = heldMailer()
    const outbox = createOutbox({ mailer })
    outbox.post(async () => undefined)
    await outbox.settled()
    assert.deepEqual(sent, [])
  })

  it('refuses what is too much, and takes more when there is room', async () => {
    const { mailer, held } = heldMailer()
    const outbox = createOutbox({ mailer, size: 3, concurrency: 2 })
    for (const subject of ['1', '2', '3']) outbox.post(async () => message(subject))
    assert.throws(() => outbox.post(async () => message('4')), { code: 'overloaded' })
    await turn()
    held.shift()?.()
    await turn()
    outbox.post(async () => message('4'))
    assert.equal(outbox.pending, 3)
    while (outbox.pending > 0) {
      held.shift()?.()
      await turn()
    }
  })

  it('goes on after a failure, and tells of it', async () => {
    const failures: unknown[] = []
    const sent: string[] = []
    const mailer: Mailer = {
      async send({ subject }) {
        if (subject === 'bad') throw new Error('no')
        sent.push(subject)
      },
    }
    const onFailure = (error: unknown): void => void failures.push(error)
    const outbox = createOutbox({ mailer, concurrency: 1, onFailure })
    outbox.post(async () => message('bad'))
    outbox.post(() => Promise.reject(new Error('the store is gone')))
    outbox.post(async () => message('x\r\nBcc: eve@example.com'))
    outbox.post(async () => message('good'))
    await outbox.settled()
    assert.deepEqual(sent, ['good'])
    assert.deepEqual(failures.map(String), [
      'Error: no',
      'Error: the store is gone',
      'TypeError: subject: expected one line',
    ])
  })

  it('frees the place of a message that nobody takes', async () => {
    const failures: unknown[] = []
    const signals: AbortSignal[] = []
    const mailer: Mailer = {
      send: (_message, { signal } = {}) => {
        if (signal) signals.push(signal)
        return Promise.withResolvers<void>().promise
      },
    }
    const onFailure = (error: unknown): void => void failures.push(error)
    const outbox = createOutbox({ mailer, timeout: 0.001, onFailure })
    outbox.post(async () => message('x'))
    await outbox.settled()
    assert.equal(signals[0]?.aborted, true)
    assert.deepEqual(failures.map(String), ['MailError: the message was not delivered (ETIMEDOUT)'])
  })

  it('takes no bound that is none', () => {
    const { mailer } = heldMailer()
    for (const options of [{ size: 0 }, { concurrency: 1.5 }, { size: Infinity }]) {
      assert.throws(() => createOutbox({ mailer, ...options }), RangeError)
    }
  })
})
