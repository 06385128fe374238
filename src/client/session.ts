import type { User } from '../wire.ts'
import type { ClientError } from './client-error.ts'

/**
 * Where a session is. Only the server's word leads to `needs-sign-in`, and only `logout` to `signed-out`.
 *
 * - `signed-out`: nobody is signed in here.
 * - `fresh`: signed in; the access token is good, or will be renewed when it is needed.
 * - `renewing`: signed in; the next access token is under way.
 * - `offline`: signed in; the server cannot be asked at the moment, and is asked again and again. The access token is
 *   used as long as it lasts.
 * - `needs-sign-in`: the server ended the session; or it says that this tab has missed renewals, and no other tab helps.
 */
export type SessionState = 'signed-out' | 'fresh' | 'renewing' | 'offline' | 'needs-sign-in'

/** The session at one moment. The same object until something of it changes. */
export interface SessionSnapshot {
  readonly state: SessionState
  /** Who is signed in, as it was at sign-in; absent when nobody is. */
  readonly user?: User
  /** Why the session could not be renewed; with `offline` only. */
  readonly error?: ClientError | undefined
}

/** The session as something to watch: fits React's `useSyncExternalStore`, and a store of Svelte or Vue. */
export interface ObservableSession {
  /** Calls back after every change, with the new snapshot. Gives what ends that. */
  readonly subscribe: (listener: (snapshot: SessionSnapshot) => void) => () => void
  readonly getSnapshot: () => SessionSnapshot
}

/** A session to watch, and what shows another snapshot of it. */
export function createSessionView(): ObservableSession & {
  readonly show: (next: SessionSnapshot) => void
} {
  const listeners = new Set<(snapshot: SessionSnapshot) => void>()
  let snapshot: SessionSnapshot = { state: 'signed-out' }
  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    getSnapshot: () => snapshot,
    show: (next) => {
      const { state, user, error } = snapshot
      if (next.state === state && next.user === user && next.error === error) return
      snapshot = next
      // Each on its own, and never in the middle of our work: what one throws stops nothing.
      for (const listener of listeners) queueMicrotask(() => listener(next))
    },
  }
}
