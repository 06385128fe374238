import { setTimeout as pause } from 'node:timers/promises'
import { createRandom } from '../test/fuzz/random.ts'
import { bearer, renewed, startServing, temporaryDirectory } from '../test/hostile/serving.ts'
import type { Serving } from '../test/hostile/serving.ts'
import { exactly } from './figure.ts'
import type { Row } from './row.ts'

const sessions = 1_000
/** Milliseconds after which no renewal is a retry any more, and some in which a theft may be found. */
const window = 10_500
const spread = 3_000

/** A family of refresh tokens, oldest first, and when the second hand on one of them is seen. */
interface Family {
  readonly tokens: string[]
  readonly accessToken: string
  readonly stolen: number
  readonly after: number
}

/** Who comes second is refused, and then nothing of the family is good any more. */
async function isFound(serving: Serving, { tokens, accessToken, stolen, after }: Family) {
  const renew = (refreshToken = '', name = 'the-thief'): Promise<Response> =>
    serving.post('/api/v1/renew', { refreshToken }, { 'idempotency-key': name })
  const isLive = stolen === tokens.length - 1
  // A token that was still good makes the thief the first hand, and then the owner is the second.
  const leaf = isLive ? await renewed(await renew(tokens[stolen])) : undefined
  await pause(window + after)
  const second = isLive ? await renew(tokens[stolen], 'the-owner') : await renew(tokens[stolen])
  if (second.status !== 401) return false
  const rest = await Promise.all([
    renew(leaf?.refreshToken ?? tokens.at(-1), `after-${tokens.length}`),
    serving.get('/verify', bearer(accessToken)),
  ])
  return rest.every(({ status }) => status === 401)
}

export const thefts: Row = {
  what: 'a stolen refresh token, spent or not, is used by two after the retry window',
  isQuick: true,
  async run({ seed }) {
    const random = createRandom(seed, 8)
    const { data, remove } = temporaryDirectory()
    const serving = await startServing(data)
    try {
      const account = await serving.beside.accounts.register({ username: 'lorenzo' })
      const families: Family[] = []
      for (let n = 0; n < sessions; n += 1) {
        const tokens = [await serving.startSession(account)]
        let accessToken = ''
        for (let left = 1 + random.below(4); left > 0; left -= 1) {
          const name = { 'idempotency-key': `after-${tokens.length}` }
          const refreshToken = tokens.at(-1)
          const answer = await renewed(await serving.post('/api/v1/renew', { refreshToken }, name))
          tokens.push(answer.refreshToken)
          accessToken = answer.token
        }
        const after = random.below(spread)
        families.push({ tokens, accessToken, stolen: random.below(tokens.length), after })
      }
      const found = await Promise.all(families.map((family) => isFound(serving, family)))
      const alarms = serving.lines('refresh_token_reuse').length
      return [
        exactly(
          'thefts found at the first use by the second hand',
          sessions,
          found.filter(Boolean).length,
        ),
        exactly('alarms', sessions, alarms),
      ]
    } finally {
      await serving.close()
      remove()
    }
  },
}
