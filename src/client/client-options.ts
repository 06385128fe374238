import type { ClientStorage } from './client-storage.ts'
import type { ClientClock } from './clock.ts'
import type { ClientCrypto } from './renewal-id.ts'
import type { Tabs } from './tabs.ts'

/** How a client works. Everything may be left out in a browser whose pages come from the API's own origin. */
export interface ClientOptions {
  /** Where the API is, `https://api.example.com` say, with a path before `/api/v1` if it is mounted below one. Default: the page's own origin. */
  readonly baseUrl?: string
  /**
   * Where the session is kept. Default: `'memory'`.
   *
   * - `'memory'`: until the page is left. A script injection can take the session while the page is open.
   * - `'sessionStorage'`: for one tab, over reloads. It can take the session while the tab is open.
   * - `'localStorage'`: for all tabs, until sign-out. It can take the session at any time.
   * - `'cookie'`: the refresh token in a `__Host-` cookie that no script can read. It can use the session while the page
   *   is open, and take away nothing but an access token.
   * - an object of your own, for native apps: what it can take depends on it.
   */
  readonly storage?: 'memory' | 'sessionStorage' | 'localStorage' | 'cookie' | ClientStorage
  /** Further origins whose requests get the access token, beside that of `baseUrl`. Default: none. */
  readonly origins?: readonly string[]
  /** Default: the global one. */
  readonly fetch?: typeof fetch
  /** Default: the system's. */
  readonly clock?: ClientClock
  /** WebCrypto, where the platform has none of its own, such as React Native. Default: the global one. */
  readonly crypto?: ClientCrypto
  /** The other tabs, for tests. Default: `BroadcastChannel` and Web Locks. */
  readonly tabs?: Tabs
}
