import type { ClientClock } from './clock.ts'
import { systemClock } from './clock.ts'
import type { ClientOptions } from './client-options.ts'
import type { ClientStorage } from './client-storage.ts'
import { memoryStorage } from './client-storage.ts'
import type { Post } from './post.ts'
import { createPost } from './post.ts'
import type { ClientCrypto } from './renewal-id.ts'
import type { Tabs } from './tabs.ts'
import { browserTabs } from './tabs.ts'

/** What a client has around it: its options, with everything that was left out. */
export interface Device {
  readonly base: URL
  /** What its items in storage, its channel and its locks begin with. */
  readonly name: string
  readonly storage: ClientStorage
  /** Whether the refresh token is in a cookie. */
  readonly cookie: boolean
  readonly send: typeof fetch
  readonly post: Post
  readonly clock: ClientClock
  readonly crypto: ClientCrypto
  readonly tabs: Tabs
}

/** @throws {TypeError} where `baseUrl` is not a URL, or missing outside of a browser. */
export function deviceOf(options: ClientOptions): Device {
  const { storage: kind = 'memory', clock = systemClock, crypto = globalThis.crypto } = options
  const { fetch: send = (...request) => fetch(...request) } = options
  const { tabs = browserTabs(typeof kind === 'string' && kind !== 'memory') } = options
  const base = new URL(options.baseUrl ?? '/', globalThis.location?.href)
  const baseUrl = base.href.replace(/\/$/, '')
  const cookie = kind === 'cookie'
  const post = createPost(send, baseUrl, clock, cookie)
  return {
    base,
    name: `latchkey ${baseUrl}`,
    storage: open(kind),
    cookie,
    send,
    post,
    clock,
    crypto,
    tabs,
  }
}

/** In memory where there is no such storage, on a server say, or the browser refuses it. */
function open(kind: ClientOptions['storage'] & {}): ClientStorage {
  if (typeof kind === 'object') return kind
  try {
    if (kind !== 'memory')
      return globalThis[kind === 'cookie' ? 'localStorage' : kind] ?? memoryStorage()
  } catch {
    // As in memory.
  }
  return memoryStorage()
}
