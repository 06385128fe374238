// Those who sign in, ten times as many as there is room for: a process of their own, so that who times the other requests
// does not wait for them. Says what each turn's were answered, a list of statuses.
import { once } from 'node:events'
import { arrive, asks } from './arrivals.ts'
import type { Ask } from './arrivals.ts'
import type { Flooded } from './flood-server.ts'
import { median } from './measure.ts'

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

process.once('disconnect', () => process.exit())
const [word] = await once(process, 'message')
const { signIn } = asks(word as Flooded) // the parent sends what the server told it
const rate = 10 * (await capacityOf(signIn))
process.send?.([])
for (;;) {
  await once(process, 'message')
  process.send?.((await arrive(rate, signIn)).map(({ status }) => status))
}
