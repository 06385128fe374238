import assert from 'node:assert/strict'
import { createHmac, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { renewed } from './serving.ts'

/** How many answers passed, and how many of them were lost. */
export interface LossyProxy {
  readonly url: string
  readonly counts: { answers: number; lost: number }
  readonly close: () => void
}

/** A proxy on which every fifth answer is lost after the server has done its work. */
export async function startLossyProxy(target: string): Promise<LossyProxy> {
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
  const close = (): void => proxy.close().closeAllConnections()
  return { url: `http://127.0.0.1:${port}`, counts, close }
}

/** Tabs of one browser: they share the refresh token and the key that names its renewals. */
export class Browser {
  readonly #url: string
  readonly #clientKey = randomBytes(32)
  refreshToken: string

  constructor(url: string, refreshToken: string) {
    this.#url = url
    this.refreshToken = refreshToken
  }

  /** All tabs renew at once; each tries until it is answered, and all have to be told the same. */
  async renewInTabs(tabs: number): Promise<void> {
    const answers = await Promise.all(Array.from({ length: tabs }, () => this.#renew()))
    const [one = '', ...others] = new Set(answers)
    assert.deepEqual(others, [], 'a fork')
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
      // A machine that stands still for a while answers this one before it has read what was asked.
      if (answer && answer.status !== 408) return (await renewed(answer)).refreshToken
    }
  }
}
