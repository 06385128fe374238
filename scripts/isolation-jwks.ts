import { createVerifier } from '../src/tokens/verifier.ts'
import { listen } from '../test/listen.ts'
import { jwks } from '../test/tokens/issuer.ts'

/** What a flood of tokens with unknown key ids asked of the issuer. */
export interface Stampede {
  readonly tokens: number
  readonly seconds: number
  readonly fetches: number
}

const issuer = 'http://localhost'

/** Tokens with ever new key ids, as fast as they are refused, at a verifier with a real address to fetch from. */
export async function stampede(seconds: number): Promise<Stampede> {
  let fetches = 0
  const server = await listen((_, response) => {
    fetches += 1
    response.setHeader('content-type', 'application/json').end(JSON.stringify(jwks))
  })
  const verifier = createVerifier({
    issuer,
    audience: 'api',
    jwksUri: `${server.url}/jwks.json`,
    allowInsecureJwksUri: true,
  })
  const payload = Buffer.from('{}').toString('base64url')
  const tokenOf = (kid: number): string => {
    const header = Buffer.from(JSON.stringify({ alg: 'ES256', typ: 'at+jwt', kid: `k${kid}` }))
    return `${header.toString('base64url')}.${payload}.${'A'.repeat(86)}`
  }
  const from = performance.now()
  let tokens = 0
  while (performance.now() - from < seconds * 1_000) {
    const batch = Array.from({ length: 1_000 }, (_, n) => verifier.verify(tokenOf(tokens + n)))
    const outcomes = await Promise.allSettled(batch)
    if (outcomes.some(({ status }) => status === 'fulfilled')) throw new Error('one was accepted')
    tokens += batch.length
  }
  await server.close()
  return { tokens, seconds: (performance.now() - from) / 1_000, fetches }
}
