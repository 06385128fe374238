// `npm run bench`: figures as ratios in one run on one machine. Tests never assert a time; this prints them.
// `npm run bench -- verify renew` runs these parts only, `--large` takes the largest databases, and `--docs`
// writes what was measured into docs/performance.md as well.
import { parseArgs } from 'node:util'
import { judge } from './bars.ts'
import type { Race } from './measure.ts'
import { installPeers, versions } from './packages.ts'
import { writeReport } from './report.ts'

/** By name, in the order they are run. */
const parts: Readonly<Record<string, (isLarge: boolean) => Promise<Race[]>>> = {
  verify: async () => (await import('./verify.ts')).benchVerify(),
  streams: async () => (await import('./streams.ts')).benchStreams(),
  guard: async () => (await import('./guarded.ts')).benchGuarded(),
  peers: async () => (await import('./peers.ts')).benchPeers(),
  renew: async () => (await import('./renew.ts')).benchRenew(),
  commit: async () => (await import('./group-commit.ts')).benchGroupCommit(),
  'sign-in': async () => (await import('./sign-in.ts')).benchSignIn(),
  flood: async () => (await import('./flood.ts')).benchFlood(),
  passwords: async () => (await import('./passwords.ts')).benchPasswords(),
  revocation: async () => (await import('./revocation.ts')).benchRevocation(),
  nodes: async () => (await import('./nodes.ts')).benchNodes(),
  listeners: async () => (await import('./listeners.ts')).benchListeners(),
  growth: async (isLarge) => [
    ...(await (await import('./verify-growth.ts')).benchVerifyGrowth()),
    ...(await (await import('./renew-growth.ts')).benchRenewGrowth(isLarge)),
  ],
  costs: async () => (await import('./costs.ts')).benchCosts(),
  memory: async () => (await import('./memory.ts')).benchMemory(),
  start: async () => (await import('./start.ts')).benchStart(),
  signing: async () => (await import('./signing.ts')).benchSigning(),
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { large: { type: 'boolean' }, docs: { type: 'boolean' } },
})
const names = positionals.length > 0 ? positionals : Object.keys(parts)
const unknown = names.filter((name) => !(name in parts))
if (unknown.length > 0) {
  throw new Error(`no part ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`)
}

installPeers()
const races: Race[] = []
for (const name of names) {
  const from = performance.now()
  try {
    races.push(...((await parts[name]?.(values.large === true)) ?? []))
    console.log(`${name}: ${Math.round((performance.now() - from) / 1_000)} s`)
  } catch (error) {
    // The other parts have their figures all the same.
    console.error(`${name}: not measured`, error)
    process.exitCode = 1
  }
}
const verdicts = judge(races)
console.table(verdicts)
const file = writeReport({ races, verdicts, versions: versions() }, values.docs === true)
console.log(`All figures: ${file}`)
