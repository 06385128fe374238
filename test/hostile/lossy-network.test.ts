import assert from 'node:assert/strict'
import { createHmac, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, it } from 'node:test'
import { renewed, startServing, temporaryDirectory } from './serving.ts'

/** A proxy on which every fifth answer is lost after the server has done its work. */
async function startLossyProxy(target: string) {
  const counts = { answers: 0, lost: 0 }
  const forward = async ({ url = '/', headers }: IncomingMessage, body: string) => {
    const { 'content-type': type = '', 'idempotency-key': id } = headers
    const sent = { 'content-type': type, 'idempotency-key': String(id) }
    const answer = await fetch(target + url, { method: 'POST', headers: sent, body })
    return { status: answer.status, answer: await answer.text() }
  }
  const proxy = createServer((request, response) => {
    const answered = text(request).then((body) => forward(request, body))
    void answered.then(({ status, answer }) => {
      counts.answers += 1
      if (counts.answers % 5 > 0) return response.writeHead(status).end(answer)
      counts.lost += 1
      return response.destroy()
    })
  })
  await once(proxy.listen(0, '127.0.0.1'), 'listening')
  const { port } = proxy.address() as AddressInfo // it listens on TCP
  return { url: `http://127.0.0.1:${port}`, counts, proxy }
}

/** Two tabs of one browser: they share the refresh token and the key that names its renewals. */
class Browser {
  readonly #url: string
  readonly #clientKey = randomBytes(32)
  refreshToken: string

  constructor(url: string, refreshToken: string) {
    this.#url = url
    this.refreshToken = refreshToken
  }

  /** Both tabs renew at once; each tries until it is answered, and both have to be told the same. */
  async renewInBothTabs(): Promise<void> {
    const [one, two] = await Promise.all([this.#renew(), this.#renew()])
    assert.equal(one, two, 'a fork')
    assert.notEqual(one, this.refreshToken)
    this.refreshToken = one
  }

  async #renew(): Promise<string> {
    const { refreshToken } = this
    const mac = createHmac('sha256', this.#clientKey).update(refreshToken).digest()
    const headers = {
      'content-type': 'application/json',
      'idempotency-key': mac.subarray(0, 16).toString('base64url'),
    }
    const init = { method: 'POST', headers, body: JSON.stringify({ refreshToken }) }
    for (;;) {
      const answer = await fetch(`${this.#url}/api/v1/renew`, init).catch(() => undefined)
      if (answer) return (await renewed(answer)).refreshToken
    }
  }
}

describe('a network that loses every fifth answer', () => {
  it('R05 2,000 renewals of 20 browsers with two tabs each: no session lost, no fork, no alarm', async (t) => {
    const { data, remove } = temporaryDirectory()
    const serving = await startServing(data)
    const { url, counts, proxy } = await startLossyProxy(serving.url)
    t.after(async () => {
      proxy.close().closeAllConnections()
      await serving.close()
      remove()
    })
    const account = await serving.beside.accounts.register({ username: 'lorenzo' })
    const browsers = await Promise.all(
      Array.from({ length: 20 }, async () => new Browser(url, await serving.startSession(account))),
    )

    await Promise.all(
      browsers.map(async (browser) => {
        for (let round = 0; round < 50; round += 1) await browser.renewInBothTabs()
      }),
    )

    assert.ok(counts.lost >= 400, `${counts.lost} of ${counts.answers} answers were lost`)
    for (const { refreshToken } of browsers) {
      await renewed(await serving.post('/api/v1/renew', { refreshToken }))
    }
    assert.equal((await serving.beside.sessions.list(account.id)).length, browsers.length)
    assert.deepEqual(serving.lines('refresh_token_reuse'), [])
  })
})
