import { createVerifier } from '../src/tokens/verifier.ts'
import { audience, issuer, issuing } from './issuing.ts'
import type { Issuing } from './issuing.ts'
import { race } from './measure.ts'
import type { Race } from './measure.ts'
import { fastJwt, latchkey } from './verifying.ts'
import type { Verify } from './verifying.ts'

const turns = 3
const draws = 30_000
const distinct = 100_000
/** Less than half of the different tokens that come: which of them stay is the question. */
const kept = 5_000

/** Tokens as a service sees them, in whose memory not all of them find room. */
export async function benchStreams(): Promise<Race[]> {
  const from = issuing('ES256')
  const all = Array.from({ length: distinct }, () => from.token())
  const hot = all.slice(0, 1_000)
  const streams: Record<string, readonly string[]> = {
    '1 token': zipf(all.slice(0, 1)),
    '1,000 tokens, Zipf': zipf(hot),
    '100,000 tokens, Zipf': zipf(all),
    '1,000 tokens, Zipf, among as many that come once': flooded(zipf(hot), all.slice(1_000)),
  }
  const races: Race[] = []
  for (const [name, stream] of Object.entries(streams)) {
    const ways = {
      latchkey: () => rate(latchkey(from, { maxEntries: kept }), stream),
      'fast-jwt, cached': () => rate(fastJwt(from, kept), stream),
    }
    races.push(await race({ what: `verify ES256, ${name}`, unit: 'tokens/CPU s', turns }, ways))
  }
  return [
    ...races,
    { what: 'tokens seen before that were remembered', unit: '%', turns: hits(from, streams) },
  ]
}

/** From an empty memory on. */
function rate(verify: Verify, stream: readonly string[]): number {
  const before = process.cpuUsage()
  for (const token of stream) verify(token)
  const { user, system } = process.cpuUsage(before)
  return (stream.length * 1e6) / (user + system)
}

/** The n-th most frequent comes 1/n as often as the first. */
function zipf(tokens: readonly string[]): string[] {
  let sum = 0
  const sums = tokens.map((_, index) => (sum += 1 / (index + 1)))
  return Array.from({ length: draws }, () => {
    const drawn = Math.random() * sum
    let [low, high] = [0, tokens.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sums[middle] ?? 0) < drawn) low = middle + 1
      else high = middle
    }
    return tokens[low] ?? ''
  })
}

/** Each of the flood once, after each of the stream as long as there are any. */
const flooded = (stream: readonly string[], flood: readonly string[]): string[] =>
  stream.flatMap((token, index) => [token, flood[index] ?? []].flat())

/** The schema is asked about tokens that were not remembered, and only about those. */
function hits(
  { jwk }: Issuing,
  streams: Record<string, readonly string[]>,
): Record<string, number[]> {
  return Object.fromEntries(
    Object.entries(streams).map(([name, stream]) => {
      let misses = 0
      const validate = (value: unknown): { value: object } => {
        misses += 1
        return { value: Object(value) }
      }
      const claims = { '~standard': { version: 1, vendor: 'bench', validate } } as const
      const keys = { keys: [jwk] }
      const verifier = createVerifier({
        issuer,
        audience,
        keys,
        claims,
        cache: { maxEntries: kept },
      })
      for (const token of stream) verifier.verifyNow(token)
      const again = stream.length - new Set(stream).size
      return [name, [(100 * (stream.length - misses)) / Math.max(again, 1)]]
    }),
  )
}
