// A server with the account page, and people whose account it is.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { createLog, openAuth, readConfig, serve } from '../../src/server/index.ts'

export const password = 'seven engines hum quietly'

export interface Site {
  /** Of the page. Cookies need https, or this name. */
  readonly url: string
  /** A session from somewhere else. */
  signIn(username: string, device: string): Promise<void>
  /** Ends them all, as an operator does beside the server. */
  endSessions(username: string): Promise<void>
  close(): Promise<void>
}

export async function openSite(usernames: readonly string[]): Promise<Site> {
  const data = mkdtempSync(join(tmpdir(), 'latchkey-account-'))
  const { config } = readConfig({}, {})
  const auth = await openAuth({ ...config, data }, { issuer: 'http://127.0.0.1' })
  for (const username of usernames) {
    const email = `${username}@example.com`
    await auth.accounts.register({ username, email, password, roles: ['editor', 'operator'] })
  }
  await auth.close()
  const log = createLog({ output: new PassThrough().resume() })
  const server = await serve({ port: 0, data, log, trustProxy: ['loopback'] })
  const origin = server.url.replace('127.0.0.1', 'localhost')
  return {
    url: `${origin}/account`,
    async signIn(username, device) {
      const response = await fetch(`${server.url}/api/v1/login`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'user-agent': device,
          'x-forwarded-for': '203.0.113.7',
        },
        body: JSON.stringify({ username, password }),
      })
      if (!response.ok) throw new Error(`login: ${response.status}`)
    },
    async endSessions(username) {
      const beside = await openAuth({ ...config, data }, { issuer: server.url, beside: true })
      const account = await beside.accounts.findByUsername(username)
      if (account) await beside.sessions.endAll(account.id, 'revoked')
      await beside.close()
    },
    async close() {
      await server.close()
      rmSync(data, { recursive: true })
    },
  }
}
