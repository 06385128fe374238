import type { LoginAnswer, LoginRequest, User } from '../wire.ts'
import { authorizedFetch } from './authorized-fetch.ts'
import type { ClientOptions } from './client-options.ts'
import { ClientError, unreachable } from './client-error.ts'
import { deviceOf } from './device.ts'
import { createOutbox } from './outbox.ts'
import { createRenewal, tokensOf } from './renewal.ts'
import { createClientKey } from './renewal-id.ts'
import type { ObservableSession } from './session.ts'
import { createSessionView } from './session.ts'
import { createSessionKeeper } from './session-keeper.ts'
import { isLive, isNewer, over, parseRecord } from './session-record.ts'

/** Who signs in: exactly one of `username` and `email`. */
export type Credentials = Omit<LoginRequest, 'cookie'>

/** A session of one person on this device, in all its tabs. The functions may be passed on by themselves. */
export interface Client {
  /** The session, to look at and to watch. */
  readonly session: ObservableSession
  /**
   * Signs in. A session that was on before is signed out.
   * @throws {ClientError} with the server's code: `invalid_credentials`, `account_disabled`, `rate_limited` …; or `unreachable`.
   */
  readonly login: (credentials: Credentials) => Promise<User>
  /**
   * Signs out, here and in all tabs at once, whether or not the server can be reached; it is told as soon as that is possible.
   * With `all`, on every device. Fulfilled when the server was told, or could not be. Never rejects.
   */
  readonly logout: (options?: { readonly all?: boolean }) => Promise<void>
  /**
   * As `fetch`, with the access token for the API's own origin and those of `origins`; paths are relative to `baseUrl`. Renews
   * before the token expires, and once when it is refused; the request is then sent again, unless its body was a stream.
   * @throws {ClientError} `unreachable` where there is no access token that is good and none to be had.
   */
  readonly fetch: typeof fetch
  /**
   * An access token that is good now, for what `fetch` is not for: a WebSocket, another HTTP client.
   * @throws {ClientError} `signed_out` or `unreachable`.
   */
  readonly accessToken: () => Promise<string>
  /**
   * An access token was refused: gives another one, renewed if need be; `undefined`: there is none.
   * For adapters to other HTTP clients; `fetch` does it by itself.
   */
  readonly refused: (accessToken: string) => Promise<string | undefined>
  /** Stops listening to other tabs and trying again. The session stays. */
  readonly close: () => void
}

/** Ms within which a second refusal is not answered with another renewal: it will not be for the token's age. */
const refusalPause = 10_000

/**
 * A client of the native API that nobody is signed out of by accident: a lost answer, a dead network, three tabs or
 * a closed laptop cost no session; only the server's word and `logout` end one.
 *
 * @throws {TypeError} where `baseUrl` is not a URL, or missing outside of a browser.
 * @example
 * const client = createClient({ baseUrl: 'https://api.example.com', storage: 'localStorage' })
 * await client.login({ username: 'ada', password: 'seven engines hum quietly' })
 * const orders = await client.fetch('/orders')
 * await client.logout()
 */
export function createClient(options: ClientOptions = {}): Client {
  const device = deviceOf(options)
  const { base, name, cookie, send, post, clock, crypto, tabs } = device
  const keeper = createSessionKeeper(device)
  const outbox = createOutbox(device)
  const session = createSessionView()
  let refusedAt = -Infinity

  const show = (): void => {
    const current = keeper.current()
    const error = renewal.failure()
    // Another tab has the newer token, if any has: this one cannot go on, and must not end it for them.
    if (isLive(current) && error?.code !== 'stale_renewal') {
      const state = error ? 'offline' : renewal.running() ? 'renewing' : 'fresh'
      return session.show({ state, user: current.user, error })
    }
    const needsSignIn = isLive(current) || current?.ended
    session.show({ state: needsSignIn ? 'needs-sign-in' : 'signed-out' })
  }
  const announce = (): void => channel.post(keeper.published())

  const hear = (message: unknown): void => {
    keeper.sync()
    const heard = parseRecord(message)
    const mine = keeper.published()
    // Whoever does not know the key can sign out, and nothing else (B18): sign-in is read from storage only.
    if (heard && isLive(mine) && heard.at === mine.at) {
      // In cookie mode there is nothing to tell.
      const isBelieved = !isLive(heard) || (heard.key === mine.key && !cookie)
      if (isBelieved && !keeper.offer(heard) && isNewer(mine, heard)) announce()
    }
    show()
  }
  const wake = (): void => {
    keeper.sync()
    renewal.wake()
    void outbox.deliver()
    show()
  }

  const channel = tabs.join(name, hear, wake)
  const renewal = createRenewal(device, keeper, announce, show)

  const usable = async (): Promise<string | undefined> => {
    if (renewal.due()) {
      const renewed = renewal.run()
      if (keeper.remaining() <= 0) await renewed
    }
    const current = keeper.current()
    if (!isLive(current)) return undefined
    if (keeper.remaining() > 0) return current.token
    throw renewal.failure() ?? unreachable()
  }

  const refused = async (accessToken: string): Promise<string | undefined> => {
    const before = keeper.current()
    keeper.sync()
    const current = keeper.current()
    if (isLive(current) && current.token === accessToken) {
      const now = clock.monotonic()
      if (now - refusedAt >= refusalPause) {
        refusedAt = now
        keeper.distrust()
      }
      if (renewal.due()) await renewal.run()
    }
    const next = keeper.current()
    // Never the token of somebody else who has signed in meanwhile.
    const isGood = isLive(next) && next.at === before?.at && keeper.remaining() > 0
    return isGood && next.token !== accessToken ? next.token : undefined
  }

  wake()
  announce()
  return {
    session,
    login: async (credentials) => {
      const from = clock.now()
      const answer = await post('login', cookie ? { ...credentials, cookie } : credentials)
      const tokens = tokensOf(answer, cookie)
      const { user } = answer as LoginAnswer // by its tokens it is one
      keeper.sync()
      const before = keeper.current()
      // The cookie names the new session now; the server has ended the other one itself.
      if (cookie) outbox.forget()
      else if (isLive(before)) outbox.add({ refreshToken: before.refreshToken })
      const at = Math.max(from, (before?.at ?? 0) + 1) + Math.random()
      keeper.offer({ at, n: 0, key: cookie ? '' : createClientKey(crypto), user, from, ...tokens })
      announce()
      wake()
      return user
    },
    logout: async ({ all } = {}) => {
      keeper.sync()
      const current = keeper.current()
      if (isLive(current)) {
        const { at, refreshToken } = current
        outbox.add({ ...(cookie ? { cookie } : { refreshToken }), ...(all && { all }) })
        keeper.offer({ at, n: over, ended: false })
        announce()
        show()
      }
      await outbox.deliver()
    },
    fetch: authorizedFetch(send, base, options.origins ?? [], { usable, refused }),
    accessToken: async () => {
      const token = await usable()
      if (token) return token
      throw new ClientError('signed_out', 'signed out')
    },
    refused,
    close: () => {
      channel.leave()
      renewal.stop()
      outbox.stop()
    },
  }
}
