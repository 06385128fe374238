import type { TokenAnswer } from '../wire.ts'
import type { ClientError } from './client-error.ts'
import { unreachable } from './client-error.ts'
import type { Device } from './device.ts'
import { renewalId } from './renewal-id.ts'
import { createRetry } from './retry.ts'
import type { SessionKeeper } from './session-keeper.ts'
import type { LiveRecord, SessionRecord } from './session-record.ts'
import { isLive, isNewer, over } from './session-record.ts'

/** Ms before its end in which an access token is renewed while it is still used, or this share of its life. */
const ahead = { longest: 60_000, share: 0.2 }
/** Ms that other tabs have to answer with something newer. */
const hearing = 1_000

/** Keeps the access token good: one renewal at a time, and only the server's word ends a session. */
export interface Renewal {
  readonly running: () => boolean
  /** Why the session could not be renewed, as long as that is so. */
  readonly failure: () => ClientError | undefined
  /** Whether an access token is due, and nothing says to wait with it. */
  readonly due: () => boolean
  /** Renews if it is due; for all who ask meanwhile, once. Never rejects. */
  readonly run: () => Promise<void>
  /** The network may be back. */
  readonly wake: () => void
  readonly stop: () => void
}

/**
 * @param announce tells other tabs what this one knows, so that whoever knows better says so.
 * @param onChange is called whenever the state may be another one.
 */
export function createRenewal(
  { post, clock, crypto, tabs, name, cookie }: Device,
  { current, remaining, sync, offer }: SessionKeeper,
  announce: () => void,
  onChange: () => void,
): Renewal {
  const retry = createRetry(clock, () => void run())
  let running: Promise<void> | undefined
  let failure: { readonly of: SessionRecord | undefined; readonly error: ClientError } | undefined

  const isDue = (): boolean => {
    const record = current()
    if (!isLive(record)) return false
    return remaining() <= Math.min(ahead.longest, record.expiresIn * 1_000 * ahead.share)
  }

  const exchange = async (record: LiveRecord): Promise<LiveRecord> => {
    const from = clock.now()
    const { n, key, refreshToken } = record
    const id = await renewalId(crypto, key, refreshToken)
    const answer = await post('renew', cookie ? { cookie } : { refreshToken }, {
      headers: id === undefined ? {} : { 'idempotency-key': id },
    })
    return { ...record, ...tokensOf(answer, cookie), n: n + 1, from }
  }

  const renew = async (): Promise<void> => {
    for (;;) {
      sync()
      const sent = current()
      // Another tab was faster.
      if (!isLive(sent) || !isDue()) return
      let next: SessionRecord
      try {
        next = await exchange(sent)
      } catch (error) {
        const { code } = error as ClientError // `exchange` throws nothing else
        // Another tab may have a newer token.
        if (code === 'stale_renewal') {
          announce()
          await new Promise<void>((resolve) => void clock.after(hearing, resolve))
        }
        sync()
        const known = current()
        if (known && isNewer(known, sent)) continue
        if (code !== 'invalid_grant') throw error
        next = { at: sent.at, n: over, ended: true }
      }
      if (offer(next)) announce()
      return
    }
  }

  const attempt = async (): Promise<void> => {
    sync()
    const record = current()
    if (!isLive(record) || !isDue()) return
    // Then, `running` is set.
    queueMicrotask(onChange)
    try {
      await tabs.exclusively(`${name} ${record.at}`, renew)
      retry.stop()
    } catch (error) {
      failure = { of: current(), error: error as ClientError } // `renew` throws nothing else
      retry.later(failure.error.retryAfter)
    }
  }

  const run = (): Promise<void> => {
    running ??= attempt().finally(() => {
      running = undefined
      onChange()
    })
    return running
  }

  const failureNow = (): ClientError | undefined =>
    failure?.of === current() ? failure?.error : undefined
  const waits = (): boolean => retry.waiting() && failureNow() !== undefined

  return {
    running: () => running !== undefined,
    failure: failureNow,
    due: () => isDue() && !waits(),
    run,
    wake: () => {
      if (waits()) retry.now()
    },
    stop: retry.stop,
  }
}

/** @throws {ClientError} `unreachable` for what is no answer of the API. */
export function tokensOf(
  answer: unknown,
  cookie: boolean,
): Pick<LiveRecord, 'token' | 'refreshToken' | 'expiresIn'> {
  const { token, refreshToken = '', expiresIn } = Object(answer) as Partial<TokenAnswer> // as far as what follows finds
  if (token && typeof expiresIn === 'number' && (refreshToken === '') === cookie) {
    return { token, refreshToken, expiresIn }
  }
  throw unreachable()
}
