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
  /** The name of a new account, which nobody else uses. */
  person(): Promise<string>
  /** A session from somewhere else. */
  signIn(username: string, device: string): Promise<void>
  /** Ends them all, as an operator does beside the server. */
  endSessions(username: string): Promise<void>
  close(): Promise<void>
}

export async function openSite(): Promise<Site> {
  const data = mkdtempSync(join(tmpdir(), 'latchkey-account-'))
  const log = createLog({ output: new PassThrough().resume() })
  const server = await serve({ port: 0, data, log, trustProxy: ['loopback'] })
  const { config } = readConfig({}, {})
  const beside = await openAuth({ ...config, data }, { issuer: server.url, beside: true })
  let number = 0
  return {
    url: `${server.url.replace('127.0.0.1', 'localhost')}/account`,
    async person() {
      const username = `person-${++number}`
      const email = `${username}@example.com`
      await beside.accounts.register({ username, email, password, roles: ['editor', 'operator'] })
      return username
    },
    async signIn(username, device) {
      const headers = {
        'content-type': 'application/json',
        'user-agent': device,
        'x-forwarded-for': '203.0.113.7',
      }
      const body = JSON.stringify({ username, password })
      const login = `${server.url}/api/v1/login`
      const { ok, status } = await fetch(login, { method: 'POST', headers, body })
      if (!ok) throw new Error(`login: ${status}`)
    },
    async endSessions(username) {
      const account = await beside.accounts.findByUsername(username)
      if (account) await beside.sessions.endAll(account.id, 'revoked')
    },
    async close() {
      await beside.close()
      await server.close()
      rmSync(data, { recursive: true })
    },
  }
}
