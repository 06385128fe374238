import { useCallback, useEffect, useRef, useState } from 'react'
import { readOverview, type Overview } from './api.ts'

/** What is known of the account; what was known before stays while it is read anew, and when that fails. */
export interface Known {
  readonly overview?: Overview
  /** Why the last reading failed. */
  readonly error?: unknown
}

/** Reads when it is first used, when the page is looked at again, and when the server can be reached again. */
export function useOverview(isOffline: boolean): Known & {
  readonly reload: () => Promise<void>
} {
  const [read, setRead] = useState<Known>({})
  const latest = useRef(0)
  const reload = useCallback(async () => {
    const turn = ++latest.current
    // An answer that comes late must not put back what a newer one has taken away.
    const show = (next: (before: Known) => Known): void => {
      if (turn === latest.current) setRead(next)
    }
    try {
      const overview = await readOverview()
      show(() => ({ overview }))
    } catch (error) {
      show((before) => ({ ...before, error }))
    }
  }, [])
  useEffect(() => {
    const look = (): void => {
      if (!isOffline && document.visibilityState === 'visible') void reload()
    }
    look()
    document.addEventListener('visibilitychange', look)
    addEventListener('online', look)
    return () => {
      document.removeEventListener('visibilitychange', look)
      removeEventListener('online', look)
    }
  }, [reload, isOffline])
  return { ...read, reload }
}
