// Debian's Chromium for the tests: what a page does is seen as a browser does it.
import { chromium } from 'playwright-core'
import type { BrowserContextOptions, Page } from 'playwright-core'

export type { Page } from 'playwright-core'

/** A browser of its own, with nothing stored in it. */
export interface Browser {
  /** The page at `url`, in a new profile; `page.context().newPage()` is another tab of the same one. */
  page(url: string, options?: BrowserContextOptions): Promise<Page>
  /** Ends the browser with all its pages, and removes its profiles. */
  close(): Promise<void>
}

const args = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // This machine under a name to which a browser gives no rights of https.
  '--host-resolver-rules=MAP plain.test 127.0.0.1',
]

/** How long one step may take on a slow machine, in milliseconds; without this a test could hang. */
const patience = 30_000

/** Starts one. A test that does needs `chromium`. */
export async function openBrowser(): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    headless: true,
    chromiumSandbox: false, // there is none for root
    args,
    // Going back shows people what the browser kept of a page; so it does here.
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
    timeout: 2 * patience,
  })
  return {
    async page(url, options) {
      const context = await browser.newContext(options)
      context.setDefaultTimeout(patience)
      const page = await context.newPage()
      // Whatever the test waits for would not come, and nobody would know why.
      page.on('pageerror', (error) => console.error(error))
      await page.goto(url)
      return page
    },
    close: () => browser.close(),
  }
}
