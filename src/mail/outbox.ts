import { mailQueue, mailTimeout, retryAfter } from '../defaults.ts'
import { seconds } from '../clock.ts'
import type { Duration } from '../clock.ts'
import { AuthError } from '../errors.ts'
import { MailError } from './mail-error.ts'
import type { Mailer, MailMessage } from './mailer.ts'
import { checkMessage } from './mailer.ts'

export interface OutboxOptions {
  readonly mailer: Mailer
  /** Messages that wait or are under way; more are refused. Default: 1,000. */
  readonly size?: number
  /** Sent at once. Default: 4. */
  readonly concurrency?: number
  /** For one message, after which its place is free again. Default: 60 seconds. */
  readonly timeout?: Duration
  /** Told of each message that was not delivered, which is then forgotten. Must not throw. Default: nobody is. */
  readonly onFailure?: (error: unknown) => void
}

/** Messages on their way out. They are kept in memory only: people ask again for what never came. */
export interface Outbox {
  /**
   * Queues what writes a message; `undefined`: there is nothing to send. It is written when its turn comes, so that
   * whoever asked for it learns nothing from the time that took.
   * @throws {AuthError} `overloaded`.
   */
  post(write: () => Promise<MailMessage | undefined>): void
  /** Messages that wait or are under way. */
  readonly pending: number
  /** Fulfilled when all of them were delivered or given up. */
  settled(): Promise<void>
}

/**
 * A queue in front of a mailer. Each message is tried once: a server that tries again is what a relay is for.
 *
 * @throws {RangeError} for a size or a concurrency below 1.
 * @example
 * import { createOutbox, smtpMailer } from 'latchkey/mail'
 *
 * const mailer = await smtpMailer({ url: 'smtps://smtp.example.com', from: 'Example <no-reply@example.com>' })
 * const outbox = createOutbox({ mailer, onFailure: (error) => console.warn(error) })
 * outbox.post(async () => ({ to: 'ada@example.com', subject: 'Welcome', text: 'Nice to have you here.' }))
 */
export function createOutbox(options: OutboxOptions): Outbox {
  const { mailer, size = mailQueue.size, concurrency = mailQueue.concurrency } = options
  const { onFailure = () => {} } = options
  const timeout = seconds(options.timeout ?? mailTimeout, 'timeout')
  for (const [name, value] of Object.entries({ size, concurrency })) {
    if (!Number.isSafeInteger(value) || value < 1) {
      throw new RangeError(`${name}: expected a whole number of 1 or more`)
    }
  }
  const waiting: (() => Promise<MailMessage | undefined>)[] = []
  const idle: (() => void)[] = []
  let running = 0

  async function deliver(write: () => Promise<MailMessage | undefined>): Promise<void> {
    const message = await write()
    if (!message) return
    checkMessage(message)
    const { promise: late, reject } = Promise.withResolvers<never>()
    const controller = new AbortController()
    const timer = setTimeout(() => {
      controller.abort()
      reject(new MailError('ETIMEDOUT'))
    }, timeout * 1_000)
    try {
      // A mailer that does not listen to the signal must not hold its place for ever.
      await Promise.race([mailer.send(message, { signal: controller.signal }), late])
    } finally {
      clearTimeout(timer)
    }
  }

  function next(): void {
    if (running >= concurrency) return
    const write = waiting.shift()
    if (!write) {
      if (running === 0) for (const tell of idle.splice(0)) tell()
      return
    }
    running += 1
    // Not before whoever posted it has answered.
    void Promise.resolve()
      .then(() => deliver(write))
      .catch(onFailure)
      .finally(() => {
        running -= 1
        next()
      })
  }

  return {
    post(write) {
      if (waiting.length + running >= size) {
        throw new AuthError('overloaded', 'too many messages are waiting', { retryAfter })
      }
      waiting.push(write)
      next()
    },
    get pending() {
      return waiting.length + running
    },
    settled: () =>
      waiting.length + running === 0
        ? Promise.resolve()
        : new Promise((resolve) => idle.push(resolve)),
  }
}
