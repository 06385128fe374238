import type { AuthVitals } from './auth.ts'
import type { Services } from './services.ts'

/** Numbers of this moment, for whoever watches over it. */
export function vitalsOf<Claims extends object>(services: Services<Claims>): AuthVitals {
  const { passwords, feed, streams, store, keys, clock } = services
  const { listeners, sent, cut } = streams.vitals
  const now = clock()
  const signing = keys.list().find(({ state }) => state === 'signing')
  return {
    pendingHashes: passwords.pending,
    waitingForStorage: store.waiting?.() ?? 0,
    revocationsAge: Math.max(0, now - feed.viewedAt),
    revocations: feed.size,
    signingKeyAge: Math.max(0, now - (signing?.stateSince ?? now)),
    feedListeners: listeners,
    feedEventsSent: sent,
    feedListenersCut: cut,
  }
}
