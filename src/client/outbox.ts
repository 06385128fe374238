import type { LogoutRequest } from '../wire.ts'
import { readItem, writeItem } from './client-storage.ts'
import type { ClientError } from './client-error.ts'
import { unreachable } from './client-error.ts'
import type { Device } from './device.ts'
import { createRetry } from './retry.ts'

/** Sign-outs that may wait to be delivered; beyond them the oldest is forgotten, and its session ends by itself. */
const capacity = 8

/** Sign-outs on their way to the server: they happened here already, and are delivered when it can be reached. */
export interface Outbox {
  readonly add: (request: LogoutRequest) => void
  /** Forgets the sign-out of a refresh token; without one, that of the cookie. */
  readonly forget: (refreshToken?: string) => void
  /** Fulfilled when all that can be delivered now is; the rest is tried again later. Never rejects. */
  readonly deliver: () => Promise<void>
  readonly stop: () => void
}

export function createOutbox({ storage, name, post, clock }: Device): Outbox {
  const item = `${name} out`
  const retry = createRetry(clock, () => void deliver())
  let delivering: Promise<void> | undefined

  const read = (): readonly LogoutRequest[] => {
    const requests = readItem(storage, item)
    return Array.isArray(requests) ? requests : []
  }
  const write = (requests: readonly LogoutRequest[]): void =>
    writeItem(storage, item, requests.length > 0 ? requests : undefined)
  const forget = (refreshToken?: string): void =>
    write(read().filter((request) => request.refreshToken !== refreshToken))

  const deliverAll = async (): Promise<void> => {
    for (let [next] = read(); next; [next] = read()) {
      try {
        // keepalive: the browser sends it though the page is left. Anything but a 204 is not the server's word.
        if (await post('logout', next, { keepalive: true })) throw unreachable()
      } catch (error) {
        const { status = 0, retryAfter } = error as ClientError // nothing else is thrown
        // Refused for good: the server knows no such session, or will never hear this page.
        const refused = status >= 400 && status < 500 && status !== 429
        if (!refused) return retry.later(retryAfter)
      }
      forget(next.refreshToken)
    }
    retry.stop()
  }

  const deliver = (): Promise<void> => {
    delivering ??= deliverAll().finally(() => {
      delivering = undefined
    })
    return delivering
  }

  return {
    add: (request) => write([...read(), request].slice(-capacity)),
    forget,
    deliver,
    stop: retry.stop,
  }
}
