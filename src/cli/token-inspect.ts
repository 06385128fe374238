import { readFile } from 'node:fs/promises'
import { decodeBase64url, decodeUtf8 } from '../bytes.ts'
import { maxTokenLength } from '../defaults.ts'
import { AuthError } from '../errors.ts'
import { parseJson } from '../jwt/index.ts'
import { settings } from '../server/index.ts'
import { isRefreshToken, type SessionSnapshot } from '../sessions/index.ts'
import { databaseSettings, type Call, type Command } from './command.ts'
import { time, withAuth } from './database.ts'
import { Refused } from './failures.ts'

/** What a token says, and what we say about it. */
interface Report {
  readonly kind: 'access token' | 'refresh token'
  /** `unverified` when no database was asked, `good`, or the code of the refusal. */
  readonly verdict: string
  readonly [field: string]: unknown
}

export const tokenInspect: Command = {
  name: 'token inspect',
  summary: 'show what a token on standard input says and, with --data, whether it is good',
  settings: [...databaseSettings, 'issuer', 'audience'],
  options: [{ flag: '--file <file>', help: 'read the token from a file' }],
  examples: ['token inspect < token.txt', 'token inspect --data /var/lib/latchkey < token.txt'],
  run: async (call) => {
    const token = await readToken(call)
    const inspect = isRefreshToken(token) ? inspectRefreshToken : inspectAccessToken
    const report = await inspect(token, call)
    const lines = Object.entries(report).map(
      ([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
    )
    for (const line of call.terminal.json ? [''] : lines) call.terminal.say(line, report)
    if (report.verdict !== 'unverified' && report.verdict !== 'good') {
      throw new Refused(`the token is refused: ${report.verdict}`)
    }
  },
}

async function readToken({ terminal, text }: Call): Promise<string> {
  const file = text('file')
  if (file !== undefined) return (await readFile(file, 'utf8')).trim()
  if (terminal.interactive) return (await terminal.askSecret('Token: ')).trim()
  return (await terminal.readInput()).trim()
}

const asksDatabase = ({ sources }: Call): boolean => sources.data !== 'default'

async function inspectAccessToken(token: string, call: Call): Promise<Report> {
  const [header, claims] = token.length > maxTokenLength ? [] : token.split('.').map(jsonOf)
  if (!header || !claims) throw new Refused('this is neither an access token nor a refresh token')
  const { iss, iat, exp } = claims
  const said = {
    kind: 'access token' as const,
    header,
    claims,
    issued: typeof iat === 'number' ? time(iat) : undefined,
    expires: typeof exp === 'number' ? time(exp) : undefined,
  }
  if (!asksDatabase(call)) return { ...said, verdict: 'unverified' }
  const issuer = call.config.issuer ?? usableIssuer(iss)
  const verdict = await verdictOf(() =>
    withAuth({ ...call.config, issuer }, (auth) => auth.verify(token)),
  )
  return { ...said, verdict }
}

async function inspectRefreshToken(token: string, call: Call): Promise<Report> {
  const kind = 'refresh token'
  if (!asksDatabase(call)) return { kind, verdict: 'unverified' }
  let found: object = {}
  const verdict = await verdictOf(() =>
    withAuth(call.config, async ({ sessions }) => {
      const inspected = await sessions.inspect(token)
      const { sessionId, generation, snapshot } = inspected
      found = { sessionId, generation, ...(snapshot && sessionOf(snapshot)) }
      judge(generation, snapshot)
    }),
  )
  return { kind, ...found, verdict }
}

/** What renewing would say, without doing it. @throws {AuthError} */
function judge(generation: number, snapshot: SessionSnapshot | undefined): void {
  if (!snapshot) throw new AuthError('session_unknown', 'its session is gone')
  const { session, account, readAt } = snapshot
  if (account.disabledAt !== undefined) throw new AuthError('account_disabled', 'no more')
  if (session.endedAt !== undefined) throw new AuthError('session_ended', 'its session is over')
  if (session.expiresAt <= readAt) throw new AuthError('session_expired', 'it lived long enough')
  if (session.idleExpiresAt <= readAt) throw new AuthError('session_idle_expired', 'it was idle')
  if (generation < session.generation) throw new AuthError('refresh_token_reuse', 'it is spent')
}

const sessionOf = ({ session, account }: SessionSnapshot): object => ({
  accountId: account.id,
  liveGeneration: session.generation,
  lastUsed: time(session.lastUsedAt),
  idleExpires: time(session.idleExpiresAt),
  expires: time(session.expiresAt),
  ended: time(session.endedAt),
  endReason: session.endReason,
})

async function verdictOf(verify: () => Promise<unknown>): Promise<string> {
  try {
    await verify()
    return 'good'
  } catch (error) {
    if (error instanceof AuthError) return error.code
    throw error
  }
}

/** The issuer of a server without --issuer is its address, which only the token knows. */
function usableIssuer(iss: unknown): string | undefined {
  try {
    return typeof iss === 'string' ? settings.issuer.parse(iss) : undefined
  } catch {
    return undefined
  }
}

function jsonOf(part: string): Readonly<Record<string, unknown>> | undefined {
  const text = decodeUtf8(decodeBase64url(part) ?? new Uint8Array())
  try {
    const value = parseJson(text ?? '')
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
    return { ...value }
  } catch {
    return undefined
  }
}
