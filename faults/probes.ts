import { setTimeout as pause } from 'node:timers/promises'
import type { TokenAnswer } from '../src/wire.ts'
import { ask, bearer } from './ask.ts'
import type { Answer } from './ask.ts'
import { signedIn } from './people.ts'
import type { Person } from './people.ts'

/** One request of somebody who asks the same again and again. */
export interface Probe {
  readonly what: 'verify' | 'renew'
  /** When it was sent, and how long it took, in seconds. */
  readonly from: number
  readonly seconds: number
  readonly status: number
  readonly isGood: boolean
}

/** Milliseconds between two requests. */
const rest = 20

/** Starts one who presents an access token, which stays good, and one who renews; call the result to stop them. */
export async function startProbes(
  url: string,
  person: Person,
): Promise<() => Promise<readonly Probe[]>> {
  const probes: Probe[] = []
  const done = new AbortController()
  const repeat = async (what: Probe['what'], act: () => Promise<Answer>): Promise<void> => {
    while (!done.signal.aborted) {
      const from = performance.now() / 1_000
      const answer = await act()
      const seconds = performance.now() / 1_000 - from
      const status = answer.kind === 'answer' ? answer.status : 0
      probes.push({ what, from, seconds, status, isGood: status === 200 || status === 204 })
      await pause(rest)
    }
  }
  let { refreshToken, token } = await signedIn(url, person)
  let renewals = 0
  const running = [
    repeat('renew', async () => {
      // By its name a renewal is known as the same one, however long a hole lasts.
      const headers = { 'idempotency-key': `probe-${renewals}` }
      const path = '/api/v1/renew'
      const answer = await ask(url, { method: 'POST', path, headers, body: { refreshToken } })
      if (answer.kind === 'answer' && answer.status === 200) {
        const next = JSON.parse(answer.body) as TokenAnswer // a 200 of ours
        refreshToken = next.refreshToken
        token = next.token
        renewals += 1
      }
      return answer
    }),
    repeat('verify', () => ask(url, { path: '/verify', headers: bearer(token) })),
  ]
  return async () => {
    done.abort()
    await Promise.all(running)
    return probes
  }
}
