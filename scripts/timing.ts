// npm run timing -- [--samples N] [--seconds S] [--seed N] [--only NAME]
// Whether the time of an answer tells who exists. Samples of all kinds take turns, drawn by lot, and a classifier is given
// the time of each, over a socket of this machine: nobody's network is nearer.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { median } from '../bench/measure.ts'
import { createRandom } from '../test/fuzz/random.ts'
import { separation } from './statistics.ts'
import { type Asked, type Endpoint, endpointsOf, type Served } from './timing-endpoints.ts'
import { compareMacs, macSamples } from './timing-macs.ts'

const { values } = parseArgs({
  options: {
    samples: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '25' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    only: { type: 'string', default: '' },
  },
})
const samples = Number(values.samples)
const seconds = Number(values.seconds)
const seed = Number(values.seed)
/** How far from 0.50 is still nothing. */
const bar = 0.06
/** What t has to stay below. */
const tBar = 4.5
const warmUp = 50
const varying = /"(?:requestId|csrf_token)": ?"[^"]*"/g

const server = fork(new URL('timing-server.ts', import.meta.url))
const told = async (): Promise<unknown> => (await once(server, 'message'))[0]

/** Once all is done that was left for after the answer. */
async function settled(): Promise<void> {
  server.send('settle')
  await told()
}

/** Milliseconds of each kind. */
async function sample({ name, arms }: Endpoint): Promise<Readonly<Record<string, number[]>>> {
  const times = Object.fromEntries(Object.keys(arms).map((arm) => [arm, [] as number[]]))
  const all = Object.entries(arms)
  const asks = (samples + warmUp) * all.length
  const until = performance.now() + seconds * 1_000
  const random = createRandom(seed, 0)
  const faces = new Set<string>()
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  for (let n = 0; n < asks && performance.now() < until; n += 1) {
    // Drawn anew each time: what one leaves behind for the next falls on all alike.
    const [arm, ask] = random.pick(all)
    // Networks of their own: what is counted of a network is no part of this.
    const network = `10.${random.below(256)}.${random.below(256)}.1`
    const { milliseconds, face } = await send(ask(n), agent, network)
    if (n >= warmUp * all.length) times[arm]?.push(milliseconds)
    faces.add(face)
    await settled()
  }
  agent.destroy()
  if (faces.size === 1) return times
  throw new Error(`${name} answers differently:\n${[...faces].slice(0, 2).join('\n')}`)
}

const send = (
  { method, url, headers, body }: Asked,
  agent: Agent,
  network: string,
): Promise<{ readonly milliseconds: number; readonly face: string }> =>
  new Promise((resolve, reject) => {
    const from = performance.now()
    const options = { agent, method, headers: { ...headers, 'x-network': network } }
    const asked = request(url, options, (response) => {
      const answered = text(response).then((answer) => ({
        milliseconds: performance.now() - from,
        face: `${response.statusCode} ${answer.replaceAll(varying, '')}`,
      }))
      answered.then(resolve, reject)
    })
    asked.once('error', reject).end(body)
  })

let failures = 0
function say(isGood: boolean, line: string): void {
  if (!isGood) failures += 1
  console.log(`${isGood ? ' ' : '!'} ${line}`)
}

console.log(`seed ${seed}: about ${samples} samples of each kind, ${seconds} s an endpoint at most`)
if ('MAC'.includes(values.only)) {
  for (const { name, samples: n, seconds: took, t } of compareMacs()) {
    const isGood = Math.abs(t) < tBar && n >= macSamples
    say(isGood, `MAC: ${name}: t ${t.toFixed(2)}, n ${n} of each, in ${took.toFixed(0)} s`)
  }
}
try {
  const endpoints = endpointsOf((await told()) as Served) // said by timing-server.ts
  for (const endpoint of endpoints.filter(({ name }) => name.includes(values.only))) {
    const [nobody, ...others] = Object.entries(await sample(endpoint))
    if (nobody === undefined) continue
    for (const [arm, times] of others) {
      const { auc, margin } = separation(nobody[1], times)
      const figures = `AUC ${auc.toFixed(3)} ± ${margin.toFixed(3)}, n ${times.length}`
      const medians = [nobody[1], times].map((each) => median(each).toFixed(3)).join(' and ')
      say(Math.abs(auc - 0.5) <= bar, `${endpoint.name}: ${arm}: ${figures}, ${medians} ms`)
    }
  }
} finally {
  server.disconnect()
}
if (failures > 0) {
  console.log(`${failures} outside of 0.50 ± ${bar} or |t| < ${tBar}`)
  process.exitCode = 1
}
