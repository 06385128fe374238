// The client against the real server in one process: a virtual clock, a virtual network, the memory store.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { createAuth } from '../../src/auth/index.ts'
import type { Auth, AuthOptions } from '../../src/auth/index.ts'
import { createClient } from '../../src/client/index.ts'
import type { Client, ClientCrypto, ClientOptions } from '../../src/client/index.ts'
import {
  createFlakyNetwork,
  createVirtualBrowser,
  createVirtualClock,
} from '../../src/client/testing.ts'
import type {
  FlakyNetwork,
  VirtualBrowser,
  VirtualClock,
  VirtualTab,
} from '../../src/client/testing.ts'
import { createHandler } from '../../src/http/index.ts'
import type { Handler, HandlerOptions } from '../../src/http/index.ts'
import { memory } from '../../src/storage/index.ts'

export const baseUrl = 'https://api.example.com'
export const ada: { readonly username: string; readonly password: string } = {
  username: 'ada',
  password: 'seven engines hum quietly',
}
export const renew = '/api/v1/renew'
export const logout = '/api/v1/logout'

/** WebCrypto's HMAC in one step: virtual time cannot wait for its threads. */
export const quickCrypto: ClientCrypto = {
  getRandomValues: (array) => crypto.getRandomValues(array),
  subtle: {
    importKey: async (_format: unknown, key: unknown) => key as CryptoKey, // comes back to `sign`
    sign: async (_algorithm: unknown, key: unknown, text: unknown) =>
      Uint8Array.from(
        createHmac('sha256', key as Uint8Array)
          .update(text as Uint8Array)
          .digest(),
      ).buffer,
  },
}

export interface World {
  readonly clock: VirtualClock
  readonly network: FlakyNetwork
  readonly browser: VirtualBrowser
  /** The server at this moment. */
  readonly auth: () => Auth
  readonly restart: () => Promise<void>
  /** A client in a tab of the browser, on its storage. */
  readonly open: (options?: ClientOptions) => { readonly client: Client; readonly tab: VirtualTab }
  /** A client of its own. */
  readonly alone: (options?: ClientOptions) => Client
  /** The laptop is closed for so many ms. */
  readonly sleep: (milliseconds: number) => void
  /** Fulfilled with the status of a guarded request; `undefined` when it failed. */
  readonly call: (client: Client) => Promise<number | undefined>
  /** Lets time pass until the work is done, and gives what came of it. */
  readonly until: <Result>(work: Promise<Result>) => Promise<Result>
  readonly close: () => Promise<void>
}

export interface WorldOptions {
  readonly auth?: Partial<AuthOptions>
  readonly handler?: HandlerOptions
  readonly locks?: boolean
  readonly random?: () => number
}

export async function createWorld(options: WorldOptions = {}): Promise<World> {
  const { locks = true, random = Math.random } = options
  const clock = createVirtualClock()
  const start = clock.now()
  let slept = 0
  const store = memory()
  const openAuth = (): Promise<Auth> =>
    createAuth({
      issuer: baseUrl,
      audience: 'api',
      store,
      secret: 'a master secret that is long enough for anybody',
      // What is set on the device is no business of the server's.
      clock: () => (start + clock.monotonic() + slept) / 1_000,
      passwords: { argon2id: { memoryCost: 8 } },
      signInLimits: 'insecure-unlimited',
      ...options.auth,
    })
  let auth = await openAuth()
  let handler: Handler = createHandler(auth, options.handler)
  await auth.accounts.register(ada)
  const network = createFlakyNetwork({ clock, random, server: (request) => handler.fetch(request) })
  const browser = createVirtualBrowser({ clock, fetch: network.fetch, locks })
  const clients: Client[] = []
  const kept = (client: Client): Client => {
    clients.push(client)
    return client
  }
  const until: World['until'] = async (work) => {
    const waiting = new Set([work])
    const finished = work.finally(() => waiting.clear())
    finished.catch(() => {})
    await clock.settle()
    // Nothing that a client does takes an hour: without an end, a promise that is forgotten would be a test that hangs.
    for (let waited = 0; waiting.size > 0 && waited < 3_600_000; waited += 10)
      await clock.advance(10)
    assert.equal(waiting.size, 0, 'it never ends')
    return finished
  }
  return {
    clock,
    network,
    browser,
    auth: () => auth,
    restart: async () => {
      await auth.close()
      auth = await openAuth()
      handler = createHandler(auth, options.handler)
    },
    open: (more) => {
      const tab = browser.open()
      return {
        tab,
        client: kept(createClient({ baseUrl, crypto: quickCrypto, ...tab.options, ...more })),
      }
    },
    alone: (more) =>
      kept(createClient({ baseUrl, crypto: quickCrypto, clock, fetch: network.fetch, ...more })),
    sleep: (milliseconds) => {
      slept += milliseconds
      clock.sleep(milliseconds)
    },
    call: (client) =>
      client.fetch('/api/v1/me').then(
        ({ status }) => status,
        () => undefined,
      ),
    until,
    close: async () => {
      for (const client of clients) client.close()
      await auth.close()
    },
  }
}
