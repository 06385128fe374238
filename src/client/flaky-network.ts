import type { VirtualClock } from './virtual-clock.ts'

/** What a network does to requests and answers. Shares are from 0 to 1. */
export interface NetworkConditions {
  /** Every request fails at once. */
  readonly offline: boolean
  /** Every request is answered with 200 and a page of HTML, as hotels do. */
  readonly captivePortal: boolean
  /** Every request is answered with this status and a page of HTML, as proxies do whose server is down. 0: no. */
  readonly status: number
  /** Share of requests that never arrive. */
  readonly lostRequests: number
  /** Share of answers that never arrive: the server did what it was asked. */
  readonly lostAnswers: number
  /** Share of what is lost that the client is not told of: it waits. */
  readonly silence: number
  /** Share of requests that arrive a second time, `late` ms later. */
  readonly duplicates: number
  readonly late: number
  /** Ms each way: at least, and at most. */
  readonly delay: readonly [least: number, most: number]
}

/** A network between a client and a server in the same process. */
export interface FlakyNetwork {
  readonly fetch: typeof fetch
  /** Changes the weather, from the next request on. */
  change(conditions: Partial<NetworkConditions>): void
  /** Requests that were sent to a path. */
  sent(path: string): number
}

const fair: NetworkConditions = {
  offline: false,
  captivePortal: false,
  status: 0,
  lostRequests: 0,
  lostAnswers: 0,
  silence: 0,
  duplicates: 0,
  late: 0,
  delay: [1, 1],
}

/**
 * A network for tests, in virtual time. `server` answers requests: `createHandler(auth).fetch`, say. With a seeded `random`
 * it does the same again.
 *
 * @example
 * const network = createFlakyNetwork({ clock, server: (request) => handler.fetch(request) })
 * network.change({ lostAnswers: 0.2 })
 * const client = createClient({ baseUrl, clock, fetch: network.fetch })
 */
export function createFlakyNetwork(options: {
  readonly clock: VirtualClock
  readonly server: (request: Request) => Promise<Response>
  /** Numbers from 0 to 1. Default: `Math.random`. */
  readonly random?: () => number
}): FlakyNetwork {
  const { clock, server, random = Math.random } = options
  const sent = new Map<string, number>()
  let conditions = fair
  const happens = (share: number): boolean => share > 0 && random() < share
  const way = ({ delay: [least, most] }: NetworkConditions): Promise<void> =>
    new Promise((resolve) => void clock.after(least + random() * (most - least), resolve))
  const serve = (request: Request): Promise<Response> => clock.during(server(request))

  const exchange = async (request: Request): Promise<Response> => {
    const { offline, captivePortal, status, ...weather } = conditions
    const lost = (): Promise<never> =>
      happens(weather.silence)
        ? new Promise(() => {})
        : Promise.reject(new TypeError('fetch failed'))
    if (offline) throw new TypeError('fetch failed')
    await way(conditions)
    if (captivePortal || status > 0) {
      const headers = { 'content-type': 'text/html' }
      return new Response('<h1>Welcome</h1>', { status: status || 200, headers })
    }
    if (happens(weather.lostRequests)) return lost()
    if (happens(weather.duplicates)) {
      const duplicate = request.clone()
      clock.after(weather.late, () => void serve(duplicate))
    }
    const answer = await serve(request)
    await way(conditions)
    return happens(weather.lostAnswers) ? lost() : answer
  }

  return {
    fetch: async (input, init) => {
      const { signal, ...rest } = init ?? {}
      const request = new Request(input, rest)
      const { pathname } = new URL(request.url)
      sent.set(pathname, (sent.get(pathname) ?? 0) + 1)
      const aborted = new Promise<never>((_, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason))
      })
      return Promise.race([exchange(request), aborted])
    },
    change: (change) => {
      conditions = { ...conditions, ...change }
    },
    sent: (path) => sent.get(path) ?? 0,
  }
}
