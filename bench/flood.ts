import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Flooded } from './flood-server.ts'
import { median } from './measure.ts'
import type { Race } from './measure.ts'
import { startServing } from './serving.ts'

const turns = 3
const seconds = 8
/** Arrivals in a second. */
const [guardedRate, renewRate] = [200, 50]

/**
 * Ten times as many sign-ins as there is room for, and how guarded requests and renewals fare meanwhile.
 * All arrive by the clock, whether or not those before were answered, and are timed from when they were due.
 */
export async function benchFlood(): Promise<Race[]> {
  const { word, stop } = await startServing<Flooded>('flood-server.ts')
  const { guarded, renew, signIn } = asks(word)
  const p99: Record<string, number[]> = { 'guarded requests': [], renewals: [] }
  const errors: number[] = []
  const signIns: Record<string, number[]> = {
    'signed in': [],
    'asked to come back': [],
    arrived: [],
  }
  try {
    const capacity = await capacityOf(signIn)
    for (let turn = 0; turn < turns; turn += 1) {
      const flood = arrive(10 * capacity, signIn)
      const [requests, renewals] = [arrive(guardedRate, guarded), arrive(renewRate, renew)]
      const [tried, seen, renewed] = await Promise.all([flood, requests, renewals])
      p99['guarded requests']?.push(quantile(seen, 0.99))
      p99['renewals']?.push(quantile(renewed, 0.99))
      errors.push([...seen, ...renewed].filter(({ status }) => status !== 200).length)
      const count = (wanted: number): number =>
        tried.filter(({ status }) => status === wanted).length / seconds
      signIns['signed in']?.push(count(200))
      signIns['asked to come back']?.push(count(503))
      signIns['arrived']?.push(tried.length / seconds)
    }
  } finally {
    await stop()
  }
  return [
    { what: 'p99 during a flood of sign-ins', unit: 'ms', turns: p99 },
    { what: 'refused or failed during a flood', unit: 'requests', turns: { all: [sum(errors)] } },
    { what: 'the flood', unit: 'sign-ins/s', turns: signIns },
  ]
}

const sum = (counts: readonly number[]): number => counts.reduce((all, one) => all + one, 0)

interface Answered {
  readonly status: number
  readonly milliseconds: number
}

type Ask = () => Promise<number>

const quantile = (answers: readonly Answered[], share: number): number => {
  const sorted = answers.map(({ milliseconds }) => milliseconds).toSorted((a, b) => a - b)
  return sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN
}

/** What 16 clients at once get done, the median of five seconds. */
async function capacityOf(signIn: Ask): Promise<number> {
  const rates: number[] = []
  for (let second = 0; second < 5; second += 1) {
    const until = performance.now() + 1_000
    let done = 0
    const client = async (): Promise<void> => {
      while (performance.now() < until) if ((await signIn()) === 200) done += 1
    }
    await Promise.all(Array.from({ length: 16 }, client))
    rates.push(done)
  }
  return median(rates)
}

/** So many a second, evenly. */
async function arrive(rate: number, ask: Ask): Promise<Answered[]> {
  const from = performance.now()
  const under: Promise<Answered>[] = []
  const timed = async (due: number): Promise<Answered> => {
    const status = await ask().catch(() => 0)
    return { status, milliseconds: performance.now() - due }
  }
  while (under.length < rate * seconds) {
    const due = from + (under.length * 1_000) / rate
    if (performance.now() < due) await new Promise((resolve) => setTimeout(resolve, 1))
    else under.push(timed(due))
  }
  return Promise.all(under)
}

function asks(word: Flooded): Readonly<Record<'guarded' | 'renew' | 'signIn', Ask>> {
  const { port, accessToken, password, usernames } = word
  const refreshTokens = [...word.refreshTokens]
  const agent = new Agent({ keepAlive: true })
  const send = (
    path: string,
    headers: Record<string, string>,
    body?: object,
  ): Promise<{ status: number; answer: string }> =>
    new Promise((resolve, reject) => {
      const method = body ? 'POST' : 'GET'
      const asked = request({ port, path, method, headers, agent }, (response) => {
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
