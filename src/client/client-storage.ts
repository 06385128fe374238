/**
 * Where a session is kept. It is the part of the web's `Storage` that is used, so that `localStorage` is one, and so is
 * anything that reads and writes texts at once. Writes may reach the disk later: the client bears losing the last one.
 */
export interface ClientStorage {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
  removeItem(key: string): void
}

/** Keeps a session until the page or the process ends. */
export function memoryStorage(): ClientStorage {
  const items = new Map<string, string>()
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  }
}

/**
 * A storage of the browser; in memory where there is none (on a server) or the browser refuses it. What it refuses
 * later, a full disk say, is lost in silence: the session goes on in this tab.
 */
export function guarded(open: () => ClientStorage | undefined): ClientStorage {
  const attempt = <Value>(work: () => Value, otherwise: Value): Value => {
    try {
      return work()
    } catch {
      return otherwise
    }
  }
  const storage = attempt(open, undefined) ?? memoryStorage()
  return {
    getItem: (key) => attempt(() => storage.getItem(key), null),
    setItem: (key, value) => attempt(() => storage.setItem(key, value), undefined),
    removeItem: (key) => attempt(() => storage.removeItem(key), undefined),
  }
}
