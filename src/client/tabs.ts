/** The other tabs of a browser, and what wakes this one. */
export interface Tabs {
  /** Runs one piece of work of a name at a time, among all tabs, as far as that is possible. Only saves requests. */
  exclusively<Result>(name: string, work: () => Promise<Result>): Promise<Result>
  /** Listens to the others, and to what makes another look worthwhile: the network is back, the page was brought back. */
  join(
    name: string,
    listener: { onMessage(message: unknown): void; onWake(): void },
  ): { post(message: unknown): void; leave(): void }
}

/** For a client that shares its session with nobody. */
export const alone: Tabs = {
  exclusively: (_, work) => work(),
  join: (_, { onWake }) => ({ post: () => {}, leave: listenFor(['online'], onWake) }),
}

/** Ms that a tab waits for another one's renewal; after that it takes the lock from it. */
const patience = 5_000

/** What browsers have for that. */
export const browserTabs: Tabs = {
  exclusively: (name, work) => {
    const { locks } = globalThis.navigator ?? {}
    // Older browsers, and pages without https: the server gives all of them the same successor anyway.
    if (!locks) return work()
    return new Promise((resolve, reject) => {
      let started = false
      const run = async (): Promise<void> => {
        if (started) return
        started = true
        await work().then(resolve, reject)
      }
      // Rejects for a lock that was not given in time, and for one that another tab took away while `run` goes on.
      locks
        .request(name, { signal: AbortSignal.timeout(patience) }, run)
        .catch(async () => {
          if (!started) await locks.request(name, { steal: true }, run)
        })
        .catch(run)
    })
  },
  join: (name, { onMessage, onWake }) => {
    const channel = globalThis.BroadcastChannel && new BroadcastChannel(name)
    if (channel) channel.onmessage = ({ data }) => onMessage(data)
    const stop = listenFor(['online', 'pageshow', 'storage', 'visibilitychange'], onWake)
    return {
      post: (message) => channel?.postMessage(message),
      leave: () => {
        stop()
        channel?.close()
      },
    }
  },
}

function listenFor(types: readonly string[], listener: () => void): () => void {
  // Node has no such events.
  for (const type of types) globalThis.addEventListener?.(type, listener)
  return () => {
    for (const type of types) globalThis.removeEventListener?.(type, listener)
  }
}
