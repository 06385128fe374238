// Requests that arrive by the clock, whether or not those before were answered, timed from when they were due.
import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Flooded } from './flood-server.ts'

/** How long requests arrive. */
export const seconds = 8

export interface Answered {
  readonly status: number
  readonly milliseconds: number
}

/** Gives the status; 0: none. */
export type Ask = () => Promise<number>

/** So many a second, evenly. */
export async function arrive(rate: number, ask: Ask): Promise<Answered[]> {
  const from = performance.now()
  const under: Promise<Answered>[] = []
  const timed = async (due: number): Promise<Answered> => {
    const status = await ask().catch(() => 0)
    return { status, milliseconds: performance.now() - due }
  }
  while (under.length < rate * seconds) {
    const due = from + (under.length * 1_000) / rate
    const early = due - performance.now()
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early))
    else under.push(timed(due))
  }
  return Promise.all(under)
}

export function asks(word: Flooded): Readonly<Record<'guarded' | 'renew' | 'signIn', Ask>> {
  const { port, accessToken, password, usernames } = word
  const refreshTokens = [...word.refreshTokens]
  const agent = new Agent({ keepAlive: true })
  // Not a name: one that is looked up for each connection, and then tried at ::1 too, fails while nothing answers in time.
  const host = '127.0.0.1'
  const send = (
    path: string,
    headers: Record<string, string>,
    body?: object,
  ): Promise<{ status: number; answer: string }> =>
    new Promise((resolve, reject) => {
      const method = body ? 'POST' : 'GET'
      const asked = request({ host, port, path, method, headers, agent }, (response) => {
        const { statusCode: status = 0 } = response
        text(response).then((answer) => resolve({ status, answer }), reject)
      })
      asked.once('error', reject).end(body && JSON.stringify(body))
    })
  const json = { 'content-type': 'application/json' }
  let next = 0
  return {
    guarded: async () =>
      (await send('/guarded', { authorization: `Bearer ${accessToken}` })).status,
    async renew() {
      const refreshToken = refreshTokens.shift()
      const { status, answer } = await send('/api/v1/renew', json, { refreshToken })
      if (status === 200) refreshTokens.push(JSON.parse(answer).refreshToken)
      return status
    },
    async signIn() {
      const username = usernames[(next += 1) % usernames.length]
      return (await send('/api/v1/login', json, { username, password })).status
    },
  }
}
