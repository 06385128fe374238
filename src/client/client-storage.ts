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

// Browsers throw where storage is blocked or full. The session then goes on in this tab.

/** `undefined`: nothing is there, or nothing that can be read. */
export function readItem(storage: ClientStorage, key: string): unknown {
  try {
    return JSON.parse(storage.getItem(key) ?? '')
  } catch {
    return undefined
  }
}

/** Without a value, takes away what is there. */
export function writeItem(storage: ClientStorage, key: string, value?: object): void {
  try {
    if (value) storage.setItem(key, JSON.stringify(value))
    else storage.removeItem(key)
  } catch {
    // As above.
  }
}
