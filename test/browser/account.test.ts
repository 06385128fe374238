// The account page as people have it: every state of it, in light and dark, wide and narrow, in Debian's Chromium.
import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { request } from 'node:http'
import { after, before, describe, it } from 'node:test'
import axe from 'axe-core'
import type { Route } from 'playwright-core'
import { listen } from '../listen.ts'
import { needs } from '../system/tools.ts'
import { openSite, password, type Site } from './account-site.ts'
import { type Browser, openBrowser, type Page } from './browser.ts'

const screenshots = new URL('screenshots/', import.meta.url).pathname
const wide = { width: 900, height: 700 }
// WCAG 2.2 §1.4.10: nothing has to be scrolled sideways.
const narrow = { width: 320, height: 640 }

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
const phone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1'
const curl = 'curl/8.14.1'
const hostile = '<img src=x onerror=alert(1)>'

declare global {
  interface Window {
    readonly axe: typeof axe
    /** What the policy of the page kept back. */
    readonly violations: string[]
  }
}

const refuse =
  (status: number, code: string, headers: Record<string, string> = {}) =>
  (route: Route) =>
    route.fulfill({
      status,
      headers: { 'content-type': 'application/problem+json', ...headers },
      body: JSON.stringify({ status, code }),
    })

const submit = async (page: Page, username: string, secret = password): Promise<void> => {
  await page.getByLabel('Name or e-mail address').fill(username)
  await page.getByLabel('Password', { exact: true }).fill(secret)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

const change = async (page: Page, current: string, next: string): Promise<void> => {
  await page.getByLabel('Current password').fill(current)
  await page.getByLabel('New password').fill(next)
  await page.getByRole('button', { name: 'Change password' }).click()
}

/** Looks at a state as it is: accessible, within its policy, and not wider than a telephone. */
const inspect = async (page: Page, state: string): Promise<void> => {
  assert.deepEqual(await page.evaluate(() => window.violations), [])
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.waitForSelector(`html[data-mantine-color-scheme=${colorScheme}]`)
    for (const [size, viewport] of Object.entries({ wide, narrow })) {
      await page.setViewportSize(viewport)
      const path = `${screenshots}${state}-${colorScheme}-${size}.png`
      await page.screenshot({ path, fullPage: true, animations: 'disabled' })
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      assert.ok(overflow <= 0, `${size}: ${overflow} px too wide`)
      if (viewport === narrow) continue
      await page.evaluate(axe.source)
      const { violations: findings } = await page.evaluate(() => window.axe.run())
      const shown = findings.map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes[0]?.html}`)
      assert.deepEqual(shown, [], colorScheme)
    }
  }
  await page.context().close()
}

describe('the account page', { ...needs('chromium'), timeout: 280_000 }, () => {
  let browser: Browser
  let site: Site

  before(async () => {
    mkdirSync(screenshots, { recursive: true })
    browser = await openBrowser()
    site = await openSite()
  })
  after(async () => {
    await browser.close()
    await site.close()
  })

  const open = async (url = site.url, locale = 'en'): Promise<Page> => {
    const page = await browser.page('about:blank', { locale, viewport: wide })
    await page.addInitScript(() => {
      const violations: string[] = []
      Object.assign(window, { violations })
      addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) =>
        violations.push(`${violatedDirective}: ${blockedURI} ${sourceFile}`),
      )
    })
    await page.goto(url)
    return page
  }
  const signIn = async (username: string): Promise<Page> => {
    const page = await open()
    await submit(page, username)
    await page.getByRole('heading', { name: 'Where you are signed in' }).waitFor()
    return page
  }

  it('is seen to break its policy, if it does', async () => {
    const page = await open()
    await page.evaluate(async () => {
      const style = document.createElement('style')
      style.append('a { color: red }')
      document.head.append(style)
      await fetch('https://example.com').catch(() => {})
      try {
        document.body.innerHTML = 'x'
      } catch {
        // As it has to be.
      }
    })
    await page.waitForFunction(() => window.violations.length > 2)
    const violations = await page.evaluate(() => window.violations)
    const directives = violations.map((text) => text.split(':')[0])
    assert.deepEqual(directives, ['style-src-elem', 'connect-src', 'require-trusted-types-for'])
    await page.context().close()
  })

  it('asks who it is', async () => {
    await inspect(await open(), 'sign-in')
  })

  it('says that the name or the password is wrong', async () => {
    const page = await open()
    await submit(page, await site.person(), 'not the password')
    await page.getByRole('alert').getByText('The name or the password is wrong.').waitFor()
    await inspect(page, 'sign-in-refused')
  })

  it('says how long to wait', async () => {
    const page = await open()
    await page.route('**/login', refuse(429, 'rate_limited', { 'retry-after': '90' }))
    await submit(page, await site.person())
    await page.getByText('Too many attempts. Try again in 2 minutes.').waitFor()
    await inspect(page, 'sign-in-limited')
  })

  it('says that the server cannot be reached', async () => {
    const page = await open()
    await page.route('**/login', (route) => route.abort())
    await submit(page, await site.person())
    await page.getByText('The server cannot be reached.').waitFor()
    await inspect(page, 'sign-in-unreachable')
  })

  it('shows that it is working', async () => {
    const page = await open()
    await page.route('**/login', () => {})
    await submit(page, await site.person())
    await page.locator('[data-loading]').first().waitFor()
    await inspect(page, 'sign-in-busy')
  })

  it('says that nobody can sign in without https', async () => {
    const page = await open(site.url.replace('localhost', 'plain.test'))
    await page.getByText('The address has to begin with https.').waitFor()
    await inspect(page, 'insecure')
  })

  it('shows who it is while it reads the rest', async () => {
    const page = await open()
    await page.route('**/sessions', () => {})
    const who = await site.person()
    await submit(page, who)
    await page.getByRole('heading', { name: who }).waitFor()
    await inspect(page, 'loading')
  })

  it('offers to try again where that failed', async () => {
    const page = await open()
    await page.route('**/sessions', refuse(503, 'temporarily_unavailable'))
    await submit(page, await site.person())
    const again = page.getByRole('button', { name: 'Try again' })
    await again.waitFor()
    await page.unroute('**/sessions')
    await again.click()
    await page.getByText('This device').waitFor()
    await page.context().close()
    const other = await open()
    await other.route('**/sessions', refuse(503, 'temporarily_unavailable'))
    await submit(other, await site.person())
    await other.getByRole('button', { name: 'Try again' }).waitFor()
    await inspect(other, 'failed')
  })

  it('shows one device', async () => {
    const page = await signIn(await site.person())
    await page.getByText('This device').waitFor()
    assert.equal(await page.getByRole('button', { name: 'Sign out all other devices' }).count(), 0)
    await inspect(page, 'one-device')
  })

  it('shows many devices by names that people know, and ends one', async () => {
    const who = await site.person()
    for (const device of [firefox, phone, curl, hostile, ...Array(9).fill(firefox)])
      await site.signIn(who, device)
    const page = await signIn(who)
    await page.getByRole('button', { name: 'Show all 14' }).click()
    assert.equal(await page.locator(':focus').getByRole('listitem').count(), 14)
    const items = page.getByRole('listitem')
    for (const text of ['Firefox on Linux', 'Safari on iPhone', 'curl', 'Unknown device'])
      await items.getByText(text, { exact: true }).first().waitFor()
    await items.getByText('203.0.113.0/24').first().waitFor()
    await page.getByRole('button', { name: 'Sign out curl' }).click()
    await page.getByText('curl is signed out.').waitFor()
    assert.equal(await page.getByRole('button', { name: 'Sign out curl' }).count(), 0)
    await inspect(page, 'many-devices')
  })

  it('asks before it signs out all others', async () => {
    const who = await site.person()
    await site.signIn(who, phone)
    const page = await signIn(who)
    await page.getByRole('button', { name: 'Sign out all other devices' }).click()
    await page.getByRole('dialog', { name: 'Sign out all other devices?' }).waitFor()
    await inspect(page, 'confirmation')
  })

  it('signs out all others, and not this one', async () => {
    const who = await site.person()
    await site.signIn(who, phone)
    const page = await signIn(who)
    const button = page.getByRole('button', { name: 'Sign out all other devices' })
    await button.click()
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out all' }).click()
    await page.getByText('All other devices are signed out.').waitFor()
    assert.equal(await page.getByRole('listitem').getByText('Safari').count(), 0)
    await inspect(page, 'others-ended')
  })

  it('says which password is wrong', async () => {
    const page = await signIn(await site.person())
    await change(page, password, 'short')
    await page.getByText('This is too short.').waitFor()
    await change(page, 'not the password', 'eight engines hum quietly')
    await page.getByText('This is not your current password.').waitFor()
    assert.equal(await page.getByText('This is too short.').count(), 0)
    await inspect(page, 'password-refused')
  })

  it('changes the password, and stays signed in', async () => {
    const who = await site.person()
    await site.signIn(who, phone)
    const page = await signIn(who)
    await change(page, password, 'eight engines hum quietly')
    await page.getByText('The password is changed').waitFor()
    await page.getByText('Safari on iPhone').waitFor({ state: 'detached' })
    await assert.rejects(site.signIn(who, phone), /401/)
    await inspect(page, 'password-changed')
  })

  it('shows what it knew while the server cannot be reached', async () => {
    const page = await signIn(await site.person())
    await page.context().setOffline(true)
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    await page.getByText('What you see may be old.').waitFor()
    await inspect(page, 'offline')
  })

  it('says that the session was ended, and shows nothing of it', async () => {
    const who = await site.person()
    const page = await signIn(who)
    await site.endSessions(who)
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    await page.getByText('Your session is over. Sign in again.').waitFor()
    assert.equal(await page.getByText(who).count(), 0)
    await inspect(page, 'session-over')
  })

  it('speaks German to who asks for it, and remembers what was chosen', async () => {
    const page = await open(site.url, 'de-AT')
    await page.getByRole('heading', { name: 'Anmelden' }).waitFor()
    assert.deepEqual(await page.evaluate(() => [document.documentElement.lang, document.title]), [
      'de',
      'Ihr Konto',
    ])
    await page.getByLabel('Sprache').selectOption('English')
    await page.reload()
    await submit(page, await site.person())
    await page.getByText('This device').waitFor()
    await page.getByLabel('Language').selectOption('Deutsch')
    await page.getByText('Dieses Gerät').waitFor()
    await inspect(page, 'german')
  })

  it('is used without a mouse', async () => {
    const who = await site.person()
    await site.signIn(who, phone)
    const page = await open()
    const press = async (...keys: string[]): Promise<void> => {
      for (const key of keys) await page.keyboard.press(key)
    }
    const focused = (): Promise<string> =>
      page.evaluate(() => {
        const element = document.activeElement
        return element?.getAttribute('aria-label') ?? element?.textContent ?? ''
      })
    await page.getByLabel('Name or e-mail address').waitFor()
    await page.keyboard.type(who)
    await press('Tab')
    await page.keyboard.type(password)
    await press('Tab', 'Enter')
    assert.equal(await page.locator('input[name=password]').getAttribute('type'), 'text')
    await press('Tab', 'Enter')
    await page.getByText('This device').waitFor()
    assert.equal(await focused(), who, 'what is read first')
    await press('Tab', 'Tab')
    assert.equal(await focused(), 'Sign out Safari on iPhone')
    await press('Tab', 'Enter')
    await page.getByRole('dialog').waitFor()
    assert.equal(await focused(), 'Cancel')
    await press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    assert.equal(await focused(), 'Sign out all other devices')
    await press('Shift+Tab', 'Enter')
    await page.getByText('Safari on iPhone is signed out.').waitFor()
    assert.equal(await focused(), 'Where you are signed in')
    await page.context().close()
  })

  it('works below a path', async () => {
    const proxy = await listen((incoming, outgoing) => {
      const { method = '', url = '', headers } = incoming
      if (!url.startsWith('/auth/')) return outgoing.writeHead(404).end()
      const target = new URL(url.slice('/auth'.length), site.url)
      const forwarded = request(target, { method, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 0, answer.headers)
        answer.pipe(outgoing)
      })
      return incoming.pipe(forwarded)
    })
    const page = await open(`${proxy.url.replace('127.0.0.1', 'localhost')}/auth/account`)
    await submit(page, await site.person())
    await page.getByText('This device').waitFor()
    await page.reload()
    await page.getByText('This device').waitFor()
    await page.context().close()
    await proxy.close()
  })

  it('asks nobody but its own server', async () => {
    const page = await browser.page('about:blank')
    const asked = new Set<string>()
    page.on('request', (sent) => asked.add(new URL(sent.url()).origin))
    await page.goto(site.url)
    await submit(page, await site.person())
    await page.getByText('This device').waitFor()
    assert.deepEqual(asked, new Set([new URL(site.url).origin]))
    await page.context().close()
  })

  it('B14 shows nothing when somebody goes back after signing out', async () => {
    const who = await site.person()
    const page = await signIn(who)
    const elsewhere = site.url.replace('/account', '/docs')
    await page.goto(elsewhere)
    await page.goto(site.url)
    await page.getByText('This device').waitFor()
    await page.getByRole('button', { name: 'Sign out', exact: true }).click()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    const shown = async (): Promise<void> => {
      await page.getByRole('heading', { name: 'Sign in' }).waitFor()
      assert.equal(await page.getByText(who).count(), 0)
    }
    for (const steps of [-2, 2]) {
      await go(page, steps)
      await shown()
    }
    const kept = await page.evaluate(() => JSON.stringify(Object.entries(localStorage)))
    assert.ok(!kept.includes(who))
    assert.deepEqual(await page.context().cookies(), [])
    await page.context().close()
  })

  it('B14 is emptied by a sign-out in another tab, also while it is out of sight', async () => {
    const who = await site.person()
    const page = await signIn(who)
    const other = await page.context().newPage()
    await other.goto(site.url)
    await page.goto(site.url.replace('/account', '/docs'))
    await other.getByRole('button', { name: 'Sign out', exact: true }).click()
    await other.getByRole('heading', { name: 'Sign in' }).waitFor()
    await go(page, -1)
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    assert.equal(await page.getByText(who).count(), 0)
    await page.context().close()
  })
})

/** Playwright's own waits for a page to load, which one does not that the browser kept. */
const go = (page: Page, steps: number): Promise<void> =>
  page.evaluate((by) => setTimeout(() => history.go(by)), steps).then(() => undefined)
