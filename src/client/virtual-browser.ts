import type { ClientOptions } from './client-options.ts'
import type { ClientStorage } from './client-storage.ts'
import { memoryStorage } from './client-storage.ts'
import type { Tabs } from './tabs.ts'
import type { VirtualClock } from './virtual-clock.ts'

/** One tab: what a client in it needs, and what may happen to it. */
export interface VirtualTab {
  /** Options for `createClient`. */
  readonly options: Required<Pick<ClientOptions, 'clock' | 'fetch' | 'storage' | 'tabs'>>
  /** Closes it between any two steps: what it has sent arrives, and nothing that comes back is seen. */
  kill(): void
  /** Stops all that goes on in it, as browsers do to tabs in the background, until it is thawed. */
  freeze(): void
  thaw(): void
}

/** Several tabs with one storage. */
export interface VirtualBrowser {
  readonly storage: ClientStorage
  open(): VirtualTab
}

interface VirtualBrowserOptions {
  readonly clock: VirtualClock
  readonly fetch: typeof fetch
  /** Default: one in memory. */
  readonly storage?: ClientStorage
  /** Whether tabs wait for each other. Without, all of them act at once. Default: `true`. */
  readonly locks?: boolean
}

/** Ms that a tab waits for another one. */
const patience = 5_000

/**
 * A browser for tests, in virtual time.
 *
 * @example
 * const browser = createVirtualBrowser({ clock, fetch: network.fetch })
 * const [one, two] = [browser.open(), browser.open()].map((tab) => createClient({ baseUrl, ...tab.options }))
 */
export function createVirtualBrowser(options: VirtualBrowserOptions): VirtualBrowser {
  const { clock, fetch, storage = memoryStorage(), locks = true } = options
  const members = new Set<{ readonly name: string; readonly hear: (message: unknown) => void }>()
  const queues = new Map<string, Promise<void>>()

  const open = (): VirtualTab => {
    let dead = false
    let waiting: (() => void)[] | undefined
    const ends: (() => void)[] = []
    /** Everything that comes to a tab from outside comes through here. */
    const enter = (run: () => void): void => {
      if (dead) return
      if (waiting) waiting.push(run)
      else run()
    }
    const entered = <Result>(work: Promise<Result>): Promise<Result> =>
      new Promise((resolve, reject) => {
        work.then(
          (result) => enter(() => resolve(result)),
          (error: unknown) => enter(() => reject(error)),
        )
      })
    const tabs: Tabs = {
      exclusively: async (name, work) => {
        if (!locks) return work()
        const before = queues.get(name) ?? Promise.resolve()
        const { promise: done, resolve: release } = Promise.withResolvers<void>()
        queues.set(name, done)
        ends.push(release)
        const late = new Promise<void>((resolve) => void clock.after(patience, resolve))
        await entered(Promise.race([before, late]))
        return work().finally(release)
      },
      join: (name, onMessage) => {
        const member = { name, hear: (message: unknown) => enter(() => onMessage(message)) }
        members.add(member)
        return {
          post: (message) => {
            if (dead) return
            for (const other of members) {
              if (other === member || other.name !== name) continue
              const copy: unknown = structuredClone(message)
              clock.after(1, () => other.hear(copy))
            }
          },
          leave: () => void members.delete(member),
        }
      },
    }
    return {
      options: {
        clock: {
          ...clock,
          after: (milliseconds, run) => clock.after(milliseconds, () => enter(run)),
        },
        fetch: (input, init) => entered(fetch(input, init)),
        storage: {
          getItem: (key) => storage.getItem(key),
          setItem: (key, value) => dead || storage.setItem(key, value),
          removeItem: (key) => dead || storage.removeItem(key),
        },
        tabs,
      },
      kill: () => {
        dead = true
        for (const end of ends) end()
      },
      freeze: () => {
        waiting ??= []
      },
      thaw: () => {
        const late = waiting ?? []
        waiting = undefined
        for (const run of late) enter(run)
      },
    }
  }
  return { storage, open }
}
