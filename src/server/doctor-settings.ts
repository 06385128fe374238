import { createNetworks, isLoopback } from './address.ts'
import { weakenings } from './config.ts'
import type { Finding } from './doctor.ts'
import type { Config } from './setting.ts'

/** What was chosen, and whether it fits together. */
export const inspectSettings = (config: Config): readonly Finding[] => [
  issuer(config),
  proxy(config),
  ...weakened(config),
  log(config),
]

function issuer({ issuer: url, host }: Config): Finding {
  const check = 'issuer'
  if (url?.startsWith('https:')) return { check, status: 'ok', found: 'https' }
  const advice = 'set --issuer to the https URL that clients use'
  if (!isLocal(host)) {
    return { check, status: 'fail', found: 'others are served without https', advice }
  }
  const found = url === undefined ? 'the address that is listened on' : 'this machine'
  return { check, status: 'warn', found, advice }
}

function proxy({ trustProxy, host, issuer: url }: Config): Finding {
  const check = 'proxy'
  const trusts = createNetworks(trustProxy)
  // One address of each family that is nobody's proxy (RFC 5737, RFC 3849).
  if (trusts('192.0.2.1') || trusts('2001:db8::1')) {
    const advice = 'list the networks of your proxies in --trust-proxy, and no others'
    return { check, status: 'fail', found: 'everybody may say who they are', advice }
  }
  if (trustProxy.length > 0) return { check, status: 'ok', found: trustProxy.join(', ') }
  if (url?.startsWith('https:')) {
    const found = 'none is trusted, though something in front speaks https'
    const advice = 'set --trust-proxy, or all clients share one allowance for guesses'
    return { check, status: 'warn', found, advice }
  }
  return { check, status: 'ok', found: isLocal(host) ? 'none: this machine only' : 'none' }
}

const isLocal = (host: string): boolean => host === 'localhost' || isLoopback(host)

/** `insecure…` and `demo` are for trials; what else weakens may have a reason. */
function weakened(config: Config): readonly Finding[] {
  const found = weakenings(config)
  const check = 'weakened'
  if (found.length === 0) return [{ check, status: 'ok', found: 'nothing' }]
  return found.map(({ setting, effect }) => ({
    check,
    status: /^--(?:insecure|demo)/.test(setting) ? 'fail' : 'warn',
    found: `${setting}: ${effect}`,
    advice: 'leave it out where it is not needed',
  }))
}

function log({ logLevel }: Config): Finding {
  const check = 'log'
  if (logLevel === 'debug' || logLevel === 'info') return { check, status: 'ok', found: logLevel }
  const advice = 'with --log-level info every refusal leaves its reason'
  return { check, status: 'warn', found: logLevel, advice }
}
