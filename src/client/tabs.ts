/** The other tabs of a browser, and what wakes this one. */
export interface Tabs {
  /** Runs one piece of work of a name at a time, among all tabs, as far as that is possible. Only saves requests. */
  exclusively<Result>(name: string, work: () => Promise<Result>): Promise<Result>
  /**
   * Listens to the others (`onMessage`), and to what makes another look worthwhile (`onWake`): the network is back, the
   * page was brought back, storage changed.
   */
  join(
    name: string,
    onMessage: (message: unknown) => void,
    onWake: () => void,
  ): { post(message: unknown): void; leave(): void }
}

/** Ms that a tab waits for another one's renewal; after that it takes the lock from it. */
const patience = 5_000
const wakers = ['online', 'pageshow', 'storage', 'visibilitychange']

/** What browsers have for that; a session that is not `shared` has no other tabs. */
export const browserTabs = (shared: boolean): Tabs => ({
  exclusively: (name, work) => {
    const locks = shared && globalThis.navigator?.locks
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
  join: (name, onMessage, onWake) => {
    const channel = shared && globalThis.BroadcastChannel && new BroadcastChannel(name)
    if (channel) channel.addEventListener('message', ({ data }) => onMessage(data))
    // Node has no such events.
    for (const type of wakers) globalThis.addEventListener?.(type, onWake)
    return {
      post: (message) => channel && channel.postMessage(message),
      leave: () => {
        for (const type of wakers) globalThis.removeEventListener?.(type, onWake)
        if (channel) channel.close()
      },
    }
  },
})
