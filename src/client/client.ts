import type { LoginAnswer, LoginRequest, User } from '../wire.ts'
import type { ClientOptions } from './client-options.ts'
import type { ClientStorage } from './client-storage.ts'
import { guarded, memoryStorage } from './client-storage.ts'
import { ClientError } from './client-error.ts'
import type { ClientClock } from './clock.ts'
import { systemClock } from './clock.ts'
import { Outbox } from './outbox.ts'
import type { Post } from './post.ts'
import { createPost } from './post.ts'
import { Renewal, tokensOf } from './renewal.ts'
import { createClientKey } from './renewal-id.ts'
import type { ClientCrypto } from './renewal-id.ts'
import type { ObservableSession } from './session.ts'
import { SessionView } from './session.ts'
import { SessionKeeper } from './session-keeper.ts'
import type { LiveRecord } from './session-record.ts'
import { isLive, over, parseRecord } from './session-record.ts'
import type { Tabs } from './tabs.ts'
import { alone, browserTabs } from './tabs.ts'

/** Who signs in: exactly one of `username` and `email`. */
export type Credentials = Omit<LoginRequest, 'cookie'>

/** A session of one person on this device, in all its tabs. */
export interface Client {
  /** The session, to look at and to watch. */
  readonly session: ObservableSession
  /**
   * Signs in. A session that was on before is signed out.
   * @throws {ClientError} with the server's code: `invalid_credentials`, `account_disabled`, `rate_limited` …; or `unreachable`.
   */
  login(credentials: Credentials): Promise<User>
  /**
   * Signs out, here and in all tabs at once, whether or not the server can be reached; it is told as soon as that is possible.
   * With `all`, on every device. Fulfilled when the server was told, or could not be. Never rejects.
   */
  logout(options?: { readonly all?: boolean }): Promise<void>
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
  accessToken(): Promise<string>
  /**
   * The access token was refused: gives another one, renewed if need be; `undefined`: there is none.
   * For adapters to other HTTP clients; `fetch` does it by itself.
   */
  refused(accessToken: string): Promise<string | undefined>
  /** Stops listening to other tabs and trying again. The session stays. */
  close(): void
}

/**
 * A client of the native API that nobody is signed out of by accident: a lost answer, a dead network, three tabs or
 * a closed laptop cost no session; only the server's word and `logout` end one.
 *
 * @throws {TypeError} where `baseUrl` is not a URL, or missing outside of a browser.
 * @example
 * import { createClient } from 'latchkey/client'
 *
 * const client = createClient({ baseUrl: 'https://api.example.com', storage: 'localStorage' })
 * await client.login({ username: 'ada', password: 'seven engines hum quietly' })
 * const orders = await client.fetch('/orders')
 * await client.logout()
 */
export function createClient(options: ClientOptions = {}): Client {
  return new LatchkeyClient(options)
}

/** Ms within which a second refusal is not answered with another renewal: it will not be for the token's age. */
const refusalPause = 10_000

class LatchkeyClient implements Client {
  readonly session: SessionView = new SessionView()
  readonly #base: URL
  readonly #origins: ReadonlySet<string>
  readonly #send: typeof fetch
  readonly #clock: ClientClock
  readonly #crypto: ClientCrypto
  readonly #cookies: boolean
  readonly #post: Post
  readonly #keeper: SessionKeeper
  readonly #outbox: Outbox
  readonly #renewal: Renewal
  readonly #channel: ReturnType<Tabs['join']>
  #refusedAt = -Infinity

  constructor(options: ClientOptions) {
    const { storage: kind = 'memory', clock = systemClock, origins = [] } = options
    const { crypto = globalThis.crypto } = options
    const { tabs = kind === 'memory' ? alone : browserTabs } = options
    this.#base = new URL(options.baseUrl ?? '/', globalThis.location?.href)
    const baseUrl = this.#base.href.replace(/\/$/, '')
    this.#origins = new Set([this.#base.origin, ...origins])
    this.#send = options.fetch ?? ((...request) => fetch(...request))
    this.#clock = clock
    this.#crypto = crypto
    this.#cookies = kind === 'cookie'
    this.#post = createPost({ fetch: this.#send, baseUrl, clock, cookies: this.#cookies })
    const storage = storageOf(kind)
    const name = `latchkey ${baseUrl}`
    this.#keeper = new SessionKeeper({
      storage,
      name,
      clock,
      // Where scripts can read it there is then nothing that authenticates.
      kept: (record) => (this.#cookies ? { ...record, n: 0, token: '', expiresIn: 0 } : record),
    })
    this.#outbox = new Outbox({ storage, name, post: this.#post, clock })
    this.#channel = tabs.join(name, {
      onMessage: (message) => this.#hear(message),
      onWake: () => this.#wake(),
    })
    this.#renewal = new Renewal({
      keeper: this.#keeper,
      post: this.#post,
      clock,
      crypto,
      tabs,
      name,
      cookies: this.#cookies,
      announce: () => this.#announce(),
      onChange: () => this.#show(),
    })
    this.#wake()
    this.#announce()
  }

  async login(credentials: Credentials): Promise<User> {
    const from = this.#clock.now()
    const cookie = this.#cookies && { cookie: true }
    const answer = await this.#post('login', { ...credentials, ...cookie })
    const tokens = tokensOf(answer, this.#cookies)
    const { user } = answer as LoginAnswer // by its tokens it is one
    this.#keeper.sync()
    const { current } = this.#keeper
    if (this.#cookies) this.#outbox.forgetCookie()
    else if (isLive(current)) this.#outbox.add({ refreshToken: current.refreshToken })
    const at = Math.max(from, (current?.at ?? 0) + 1) + Math.random()
    const key = this.#cookies ? '' : createClientKey(this.#crypto)
    this.#keeper.offer({ at, n: 0, key, user, from, ...tokens })
    this.#refusedAt = -Infinity
    this.#changed()
    void this.#outbox.deliver()
    return user
  }

  async logout({ all = false }: { readonly all?: boolean } = {}): Promise<void> {
    this.#keeper.sync()
    const { current } = this.#keeper
    if (isLive(current)) {
      const { at, refreshToken } = current
      const token = this.#cookies ? ({ cookie: true } as const) : { refreshToken }
      this.#outbox.add({ ...token, ...(all && { all }) })
      this.#keeper.offer({ at, n: over, ended: false })
      this.#changed()
    }
    await this.#outbox.deliver()
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, this.#base)
    const given = new Headers(init?.headers ?? (input instanceof Request ? input.headers : {}))
    const send = (token?: string): Promise<Response> => {
      const headers = new Headers(given)
      if (token !== undefined) headers.set('authorization', `Bearer ${token}`)
      // A copy, because the body of a request can be read once.
      return this.#send(input instanceof Request ? input.clone() : url, { ...init, headers })
    }
    if (!this.#origins.has(url.origin) || given.has('authorization')) return send()
    const record = await this.#usable()
    if (!record) return send()
    const response = await send(record.token)
    if (!isAboutToken(response) || init?.body instanceof ReadableStream) return response
    const token = await this.refused(record.token)
    if (token === undefined) return response
    await response.body?.cancel()
    return send(token)
  }

  async accessToken(): Promise<string> {
    const record = await this.#usable()
    if (!record) throw new ClientError('signed_out', 'nobody is signed in')
    return record.token
  }

  async refused(accessToken: string): Promise<string | undefined> {
    const { at } = this.#keeper.current ?? {}
    this.#keeper.sync()
    const { current } = this.#keeper
    if (isLive(current) && current.token === accessToken) {
      const now = this.#clock.monotonic()
      if (now - this.#refusedAt >= refusalPause) {
        this.#refusedAt = now
        this.#keeper.distrust()
      }
      if (this.#renewal.due) await this.#renewal.run()
    }
    const next = this.#keeper.current
    // Never with the token of somebody who has signed in meanwhile.
    const isAnother = isLive(next) && next.at === at && next.token !== accessToken
    return isAnother && this.#keeper.remaining > 0 ? next.token : undefined
  }

  close(): void {
    this.#channel.leave()
    this.#renewal.stop()
    this.#outbox.stop()
  }

  /** What is kept, with an access token that is good; `undefined`: nobody is signed in. */
  async #usable(): Promise<LiveRecord | undefined> {
    if (this.#renewal.due) {
      const renewed = this.#renewal.run()
      if (this.#keeper.remaining <= 0) await renewed
    }
    const { current, remaining } = this.#keeper
    if (!isLive(current)) return undefined
    if (remaining > 0) return current
    throw this.#renewal.failure ?? new ClientError('unreachable', 'the answer came too late')
  }

  #hear(message: unknown): void {
    this.#keeper.sync()
    const heard = parseRecord(message)
    const { current } = this.#keeper
    const mine = current && this.#keeper.published(current)
    // Whoever does not know the key can sign out, and nothing else (B18): sign-in is read from storage only.
    if (heard && isLive(mine) && heard.at === mine.at) {
      if (!isLive(heard)) this.#keeper.offer(heard)
      else if (heard.key === mine.key && heard.n > mine.n) this.#keeper.offer(heard)
      else if (heard.key === mine.key && heard.n < mine.n) this.#announce()
    }
    this.#show()
  }

  #wake(): void {
    this.#keeper.sync()
    this.#renewal.wake()
    void this.#outbox.deliver()
    this.#show()
  }

  #announce(): void {
    const { current } = this.#keeper
    if (current) this.#channel.post(this.#keeper.published(current))
  }

  #changed(): void {
    this.#announce()
    this.#show()
  }

  #show(): void {
    const { current } = this.#keeper
    if (!isLive(current)) {
      const state = current?.ended ? 'needs-sign-in' : 'signed-out'
      return this.session.show({ state, user: undefined, error: undefined })
    }
    const error = this.#renewal.failure
    const state = error ? 'offline' : this.#renewal.running ? 'renewing' : 'fresh'
    this.session.show({ state, user: current.user, error })
  }
}

function storageOf(kind: ClientOptions['storage'] & {}): ClientStorage {
  if (typeof kind === 'object') return guarded(() => kind)
  if (kind === 'memory') return memoryStorage()
  return guarded(() => globalThis[kind === 'cookie' ? 'localStorage' : kind])
}

/** Whether a request was refused because of its access token, and not because somebody should prove themselves anew (RFC 9470). */
const isAboutToken = ({ status, headers }: Response): boolean =>
  status === 401 &&
  !headers.get('www-authenticate')?.includes('insufficient_user_authentication')
