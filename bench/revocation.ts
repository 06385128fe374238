import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAuth } from '../src/index.ts'
import { sqlite } from '../src/sqlite/index.ts'
import { issuer, startIssuer } from './issuer.ts'
import type { Issuer } from './issuer.ts'
import { percentiles } from './measure.ts'
import type { Race } from './measure.ts'

const revokes = 1_000
const atOnce = 4
const now = (): number => Number(process.hrtime.bigint()) / 1e6

/** From the acknowledgement of a revoke to the refusal by the last of two services, in milliseconds. */
export async function benchRevocation(): Promise<Race[]> {
  const data = mkdtempSync(join(tmpdir(), 'latchkey-bench-'))
  const servers: Issuer[] = []
  const children: ChildProcess[] = []
  const over = new AbortController()
  try {
    for (const _ of [1, 2]) servers.push(await startIssuer(['--data', data]))
    const issuers = servers.map(({ url }) => url)
    const { tokens, credential } = await fill(join(data, 'latchkey.db'))
    const services = await Promise.all(
      issuers.map((url) => startService([url, issuer, credential], children)),
    )
    const [spare = '', ...sessions] = tokens
    const load = issuers.map(async (url) => {
      while (!over.signal.aborted) await fetch(`${url}/verify`, { headers: bearer(spare) })
    })
    const delays = await revokeAll(sessions, issuers, services)
    over.abort()
    await Promise.all(load)
    return [{ what: 'revoked, acknowledged to refused', unit: 'ms', turns: percentiles(delays) }]
  } finally {
    over.abort()
    const ends = children.map((child) => once(child, 'exit'))
    for (const child of children) child.kill()
    await Promise.all([...ends, ...servers.map((server) => server.stop())])
    rmSync(data, { recursive: true })
  }
}

async function revokeAll(
  tokens: readonly string[],
  issuers: readonly string[],
  services: readonly ChildProcess[],
): Promise<number[]> {
  const delays: number[] = []
  const left = [...tokens]
  const revokeNext = async (): Promise<void> => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      const token = next
      const refused = Promise.all(services.map((service) => refusalOf(service, token)))
      for (const service of services) service.send(token)
      // So that each has seen the token, and holds it for good, before it is revoked.
      await new Promise((resolve) => setTimeout(resolve, 20))
      const url = issuers[left.length % issuers.length]
      const { status } = await fetch(`${url}/api/v1/logout`, {
        method: 'POST',
        headers: bearer(token),
      })
      const acknowledgedAt = now()
      if (status !== 204) throw new Error(`logout was answered with ${status}`)
      delays.push(Math.max(0, ...(await refused).map((refusedAt) => refusedAt - acknowledgedAt)))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, revokeNext))
  return delays
}

const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` })

function refusalOf(service: ChildProcess, token: string): Promise<number> {
  return new Promise((resolve) => {
    const listen = (message: { token?: string; refusedAt?: number }): void => {
      if (message.token !== token || message.refusedAt === undefined) return
      service.off('message', listen)
      resolve(message.refusedAt)
    }
    service.on('message', listen)
  })
}

async function startService(args: string[], children: ChildProcess[]): Promise<ChildProcess> {
  const child = fork(new URL('listening-verifier.ts', import.meta.url), args)
  children.push(child)
  const [{ isReady }] = await once(child, 'message')
  if (isReady !== true) throw new Error('a service does not hear of revocations')
  return child
}

/** One session for each revoke, without the price of its password. */
async function fill(
  file: string,
): Promise<{ readonly tokens: readonly string[]; readonly credential: string }> {
  const auth = await createAuth({
    issuer,
    audience: 'latchkey',
    store: sqlite(file),
    sessionsPerAccount: revokes + 1,
  })
  const account = await auth.accounts.register({
    username: 'bench',
    password: 'for the bench only',
  })
  const tokens: string[] = []
  for (let n = 0; n <= revokes; n += 1) {
    const session = await auth.sessions.start({ account, passwordVersion: 1, clientId: 'bench' })
    tokens.push(auth.tokens.issue(session).token)
  }
  const { credential } = await auth.verifiers.add('bench')
  await auth.close()
  return { tokens, credential }
}
