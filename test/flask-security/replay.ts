import type { Exchange } from '../dialects/transcripts.ts'
import { generationsEpoch } from './epoch.ts'
import { createMailTokenMap } from './mail-token-map.ts'
import { comparable, headersOf, secretsOf, timeOf } from './transcripts.ts'
import { createWorld, origin } from './world.ts'
import type { World } from './world.ts'
import type { FlaskSecurityOptions } from '../../src/flask-security/index.ts'

export interface Replayed {
  readonly exchange: Exchange
  readonly expected: string
  readonly actual: string
}

/** Sends the recorded requests to one application, with its own tokens and cookies where the client has them from it. */
export async function replay(
  exchanges: readonly Exchange[],
  options: Omit<FlaskSecurityOptions, 'store' | 'secretKey'>,
  before: Readonly<Record<string, (world: World) => Promise<void>>> = {},
): Promise<readonly Replayed[]> {
  const epoch = generationsEpoch(options.generation)
  const times = exchanges.map((exchange) => timeOf(exchange, epoch))
  let now = times.find((time) => time !== undefined) ?? 1_795_317_705
  // The original knows no retries.
  const world = await createWorld(() => now, options, { retryWindow: 0 })
  const mailTokens = createMailTokenMap(world, () => now)
  const own = new Map<string, string>()
  const replayed: Replayed[] = []
  for (const [index, exchange] of exchanges.entries()) {
    now = Math.max(now + 0.001, times[index] ?? 0)
    const { request, response } = exchange
    await before[exchange.name]?.(world)
    const path = await mailTokens.ours(request.path)
    const ours = (text: string): string => {
      // What no stranger may guess first: the recorded ones are in every list of common passwords.
      let replaced = text
        .replaceAll('newpassword', 'nine violet lamps ')
        .replaceAll('"newpass"', '"nine violet lamps"')
        .replaceAll('"123456"', '"lamp 123456 oak"')
      for (const [theirs, our] of own) replaced = replaced.replaceAll(theirs, our)
      return replaced
    }
    const answer = await world.fetch(
      new Request(origin + ours(path), {
        method: request.method,
        headers: headersOf(request.headers.map(([name, value]) => [name, ours(value)])),
        ...(request.body !== null && request.method !== 'GET' && { body: ours(request.body) }),
        redirect: 'manual',
      }),
    )
    const body = await answer.text()
    await world.outbox.settled()
    const recorded = headersOf(response.headers)
    const secrets = secretsOf(answer.headers, body)
    for (const [at, theirs] of secretsOf(recorded, response.body ?? '').entries()) {
      const our = secrets[at]
      if (theirs.length > 20 && our) own.set(theirs, our)
    }
    replayed.push({
      exchange,
      expected: comparable(response.status, recorded, response.body ?? '', options.generation),
      actual: comparable(answer.status, answer.headers, body, options.generation),
    })
  }
  await world.close()
  return replayed
}
