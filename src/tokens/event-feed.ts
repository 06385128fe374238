import { systemClock } from '../clock.ts'
import type { Clock, NumericDate } from '../clock.ts'
import {
  feedReconnect,
  feedRetryAfter,
  feedSilence,
  maxFeedEventLength,
  revocationsKept,
} from '../defaults.ts'
import { bodyChunks } from './body-chunks.ts'
import { EventStreamReader } from './event-stream.ts'
import { FeedView } from './feed-view.ts'
import { issuerAddress } from './issuer-address.ts'
import { RemoteIntrospection } from './remote-introspection.ts'
import { parseRevocationEvent } from './revocation-events.ts'
import type { RevocableClaims, RevocationView } from './revocation.ts'

export interface EventFeedOptions {
  /** Where the issuer answers: https, or this machine. `/api/v1/revocations` and `/oauth/introspect` are below it. */
  readonly url: string | URL
  /** What `latchkey verifier add` printed. */
  readonly credential: string
  /** Whether `url` may be plain http to another machine: whoever is on the way reads the credential and can hide revocations. Default: no. */
  readonly allowInsecureUrl?: boolean
  /** Whether `url` may be a number of a private network, `10.0.0.5` say. Default: no. */
  readonly allowPrivateAddress?: boolean
  /** Revocations known at most; what happens beyond is said at `createRevocationSet`. Default: 1,000,000. */
  readonly limit?: number
  /** Default: the wall clock. */
  readonly clock?: Clock
  /** Default: the global `fetch`. */
  readonly fetch?: typeof fetch
  /** Told why a connection ended that should not have. Default: nothing. */
  readonly onError?: (error: unknown) => void
}

/** The revocations of an issuer in another service, kept current. */
export interface EventFeed extends RevocationView {
  /** Fulfilled when the first connection has brought all revocations, or failed. */
  refresh(): Promise<void>
  /** Whether the issuer itself holds the token for good. @throws {AuthError} `revocations_stale`. */
  introspect(token: string): Promise<boolean>
  /** Ends the connection: the view grows old. */
  close(): void
}

/**
 * Listens to the revocations of an issuer from now on, and connects anew whenever that breaks off,
 * without missing any. Give it to one verifier or to several, and `close` it when they are done.
 *
 * How old its view is, is counted from when the issuer made it: what waits on the way makes it old.
 *
 * @throws {TypeError} for an address or a credential that cannot be.
 * @example
 * const feed = eventFeed({ url: 'https://auth.example.com', credential })
 * const verifier = createVerifier({ issuer, audience, jwksUri, feed })
 */
export const eventFeed = (options: EventFeedOptions): EventFeed => new RemoteFeed(options, timers)

/** Runs something after so many seconds; call the result to take it back. */
export type Timers = (seconds: number, run: () => void) => () => void

const timers: Timers = (seconds, run) => {
  const timer = setTimeout(run, seconds * 1_000)
  // Where timers are objects they must not keep a process alive that has nothing else to do.
  const kept: { unref?: () => void } = Object(timer)
  kept.unref?.()
  return () => clearTimeout(timer)
}

export class RemoteFeed implements EventFeed {
  readonly #url: URL
  readonly #headers: Readonly<Record<string, string>>
  readonly #clock: Clock
  readonly #fetch: typeof fetch
  readonly #timers: Timers
  readonly #onError: (error: unknown) => void
  readonly #view: FeedView
  readonly #introspection: RemoteIntrospection
  readonly #first: PromiseWithResolvers<void> = Promise.withResolvers()
  #viewedAt: NumericDate = -Infinity
  #failures = 0
  #isClosed = false
  #stop: () => void = () => {}

  constructor(options: EventFeedOptions, after: Timers) {
    const { credential, clock = systemClock, fetch: ask = globalThis.fetch } = options
    if (!/^[!-~]+$/.test(credential)) throw new TypeError('credential: expected visible ASCII')
    const base = issuerAddress(options.url, 'url', {
      allowInsecure: options.allowInsecureUrl ?? false,
      allowPrivate: options.allowPrivateAddress ?? false,
    })
    if (!base.pathname.endsWith('/')) base.pathname += '/'
    this.#url = new URL('api/v1/revocations', base)
    this.#headers = { authorization: `Bearer ${credential}`, accept: 'text/event-stream' }
    this.#clock = clock
    // Unbound: a browser's fetch wants no receiver.
    this.#fetch = (input, init) => ask(input, init)
    this.#timers = after
    this.#onError = options.onError ?? (() => {})
    this.#view = new FeedView(clock, options.limit ?? revocationsKept)
    const url = new URL('oauth/introspect', base)
    this.#introspection = new RemoteIntrospection({ url, credential, fetch: this.#fetch })
    void this.#run()
  }

  get viewedAt(): NumericDate {
    return this.#viewedAt
  }

  get version(): number {
    return this.#view.version
  }

  revokes(claims: RevocableClaims): boolean {
    return this.#view.revokes(claims)
  }

  refresh(): Promise<void> {
    return this.#first.promise
  }

  introspect(token: string): Promise<boolean> {
    return this.#introspection.isActive(token)
  }

  close(): void {
    this.#isClosed = true
    this.#stop()
  }

  async #run(): Promise<void> {
    while (!this.#isClosed) {
      let retryAfter = 0
      // Until there is word: an issuer that answers and says nothing is none.
      this.#failures += 1
      try {
        await this.#listen()
      } catch (error) {
        if (error instanceof Unanswered) retryAfter = error.retryAfter
        if (!this.#isClosed) this.#onError(error)
      }
      this.#first.resolve()
      if (!this.#isClosed) await this.#pause(retryAfter)
    }
  }

  /** Longer after each failure, and at random: verifiers must not all come back at the same moment. */
  async #pause(atLeast: number): Promise<void> {
    const { first, longest } = feedReconnect
    const bound = Math.min(longest, first * 2 ** this.#failures)
    await new Promise<void>((resolve) => {
      this.#stop = this.#timers(Math.max(atLeast, bound * Math.random()), resolve)
    })
  }

  /** One connection, until it ends. */
  async #listen(): Promise<void> {
    const abort = new AbortController()
    this.#stop = () => abort.abort()
    let cancel: (() => void) | undefined
    const expectWord = (): void => {
      cancel?.()
      cancel = this.#timers(feedSilence, () => abort.abort(new Error('feed: the issuer is silent')))
    }
    expectWord()
    try {
      const askedAt = this.#clock()
      const response = await this.#ask(abort.signal)
      this.#view.begin()
      const reader = new EventStreamReader(maxFeedEventLength)
      const decoder = new TextDecoder('utf-8', { fatal: true })
      let firstAt: NumericDate | undefined
      for await (const chunk of bodyChunks(response)) {
        for (const { type, data } of reader.read(decoder.decode(chunk, { stream: true }))) {
          const event = parseRevocationEvent(type, data)
          const at = event && this.#take(event)
          expectWord()
          if (at === undefined) continue
          firstAt ??= at
          // The issuer's clock may differ from ours: its first word is no older than our question, and
          // what it says later is so much younger than the first.
          this.#viewedAt = askedAt + (at - firstAt)
          this.#failures = 0
          this.#first.resolve()
          if (Math.abs(this.#clock() - this.#viewedAt) > feedSilence) {
            throw new Error('feed: what the issuer says arrives late')
          }
        }
      }
    } finally {
      cancel?.()
      abort.abort()
    }
  }

  async #ask(signal: AbortSignal): Promise<Response> {
    const { position } = this.#view
    const headers = {
      ...this.#headers,
      ...(position >= 0 && { 'last-event-id': String(position) }),
    }
    const response = await this.#fetch(this.#url, { headers, redirect: 'manual', signal })
    const type = String(response.headers.get('content-type'))
    if (response.status === 200 && /^text\/event-stream\b/i.test(type)) return response
    throw new Unanswered(response)
  }

  #take(event: Parameters<FeedView['take']>[0]): NumericDate | undefined {
    try {
      return this.#view.take(event)
    } catch (error) {
      this.#view.distrust()
      throw error
    }
  }
}

class Unanswered extends Error {
  /** Seconds. */
  readonly retryAfter: number

  constructor({ status, headers }: Response) {
    super(`feed: answered with status ${status}`)
    const seconds = String(headers.get('retry-after'))
    this.retryAfter = /^\d+$/.test(seconds) ? Math.min(Number(seconds), feedRetryAfter) : 0
  }
}
