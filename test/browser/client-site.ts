// A site whose pages have the client, and whose server has the API.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { build } from 'esbuild'
import type { Auth } from '../../src/auth/index.ts'
import { createAuth } from '../../src/auth/index.ts'
import type { Client, ClientOptions } from '../../src/client/index.ts'
import type { Mounted } from '../../src/middleware/node.ts'
import { mount } from '../../src/middleware/node.ts'
import { memory } from '../../src/storage/index.ts'
import { listen } from '../listen.ts'
import type { Page } from './browser.ts'
import { openBrowser } from './browser.ts'

export const ada: { readonly username: string; readonly password: string } = {
  username: 'ada',
  password: 'seven engines hum quietly',
}
const root = new URL('../..', import.meta.url).pathname
/** What every page has: the client, and a small React application. */
const application = `
  import { createElement as h } from 'react'
  import { createRoot } from 'react-dom/client'
  import { dpopFetch } from './src/client/dpop.ts'
  import { createClient } from './src/client/index.ts'
  import { SignedIn, useSession } from './src/client/react.ts'

  window.ahead = 0
  window.slept = 0
  window.haste = 1
  window.createClient = createClient
  window.dpopFetch = dpopFetch
  window.render = (client) => {
    const Name = () => h('b', null, useSession(client).user.username)
    createRoot(document.body).render(h(SignedIn, { client, otherwise: h('i') }, h(Name)))
  }`

declare global {
  /** What a page of the site has. */
  interface Window {
    createClient: (options: ClientOptions) => Client
    dpopFetch: () => typeof fetch
    client: Client
    render: (client: Client) => void
    /** Ms that the page's clocks are ahead. */
    ahead: number
    /** Ms that the machine was asleep: the wall clock alone went on. */
    slept: number
    /** How much sooner than they should the client's timers fire. */
    haste: number
  }
}

export interface ClientSite {
  readonly url: string
  readonly accountId: string
  /** The server at this moment. */
  readonly auth: () => Auth
  readonly restart: () => Promise<void>
  /** A tab with a client, and a key if it is to have one; all of them share a profile until it is closed. */
  readonly open: (storage: 'localStorage' | 'cookie', hasKey?: boolean) => Promise<Page>
  /** A tab of somebody else. Whoever opens it closes its context. */
  readonly stranger: (hasKey: boolean) => Promise<Page>
  readonly closePages: () => Promise<void>
  readonly close: () => Promise<void>
}

/** What a test puts between the pages and the server. */
export interface Between {
  /** Comes before the server does. `true`: the request was answered. */
  readonly before?: (
    request: IncomingMessage,
    response: ServerResponse,
  ) => Promise<boolean | undefined>
  /** Comes when the API has answered. */
  readonly after?: (request: IncomingMessage, response: ServerResponse) => void
}

export async function openClientSite(between: Between = {}): Promise<ClientSite> {
  const browser = await openBrowser()
  const { outputFiles } = await build({
    stdin: { contents: application, resolveDir: root },
    bundle: true,
    write: false,
  })
  const script = outputFiles[0]?.text ?? ''
  const store = memory()
  let api: Mounted | undefined
  const served = await listen(async (request, response) => {
    if (await between.before?.(request, response)) return
    if (await api?.(request, response)) {
      between.after?.(request, response)
      return
    }
    response.setHeader('content-type', 'text/html')
    response.end(`<!doctype html><body></body><script>${script}</script>`)
  })
  const url = served.url.replace('127.0.0.1', 'localhost')
  const start = async (): Promise<Auth> => {
    const started = await createAuth({
      issuer: url,
      audience: 'api',
      store,
      secret: 'a master secret that is long enough for anybody',
      passwords: { argon2id: { memoryCost: 8 } },
      // Nothing is forgiven for being quick: a lost answer has to be made good by its renewal id.
      retryWindow: 0,
    })
    api = mount(started)
    return started
  }
  let auth = await start()
  const { id: accountId } = await auth.accounts.register(ada)
  const pages: Page[] = []
  return {
    url,
    accountId,
    auth: () => auth,
    restart: async () => {
      await auth.close()
      auth = await start()
    },
    open: async (storage, hasKey = false) => {
      const [first] = pages
      const page = first ? await first.context().newPage() : await browser.page(url)
      if (first) await page.goto(url)
      pages.push(page)
      await startClient(page, storage, hasKey)
      return page
    },
    stranger: async (hasKey) => {
      const page = await browser.page(url)
      await startClient(page, 'localStorage', hasKey)
      return page
    },
    closePages: async () => {
      await pages[0]?.context().close()
      pages.length = 0
    },
    close: async () => {
      await browser.close()
      await served.close()
      await auth.close()
    },
  }
}

const startClient = (page: Page, storage: ClientOptions['storage'], hasKey: boolean) =>
  page.evaluate(
    ([kind, isBound]) => {
      window.client = window.createClient({
        storage: kind as 'localStorage', // or another that can be told across
        ...(isBound && { fetch: window.dpopFetch() }),
        clock: {
          now: () => Date.now() + window.ahead + window.slept,
          monotonic: () => performance.now() + window.ahead,
          after: (milliseconds, run) => {
            const timer = setTimeout(run, milliseconds / window.haste)
            return () => clearTimeout(timer)
          },
        },
      })
    },
    [storage, hasKey] as const,
  )

export const signIn = (page: Page): Promise<unknown> =>
  page.evaluate((who) => window.client.login(who), ada)
export const expire = (page: Page): Promise<unknown> =>
  page.evaluate(() => {
    window.ahead += 600_000
  })
export const call = (page: Page): Promise<number> =>
  page.evaluate(async () => (await window.client.fetch('/api/v1/me')).status)
export const stateOf = (page: Page): Promise<string> =>
  page.evaluate(() => window.client.session.getSnapshot().state)
/** Fulfilled when the session is in a state, wherever that comes from. */
export const untilState = (page: Page, state: string): Promise<unknown> =>
  page.waitForFunction((wanted) => window.client.session.getSnapshot().state === wanted, state)
