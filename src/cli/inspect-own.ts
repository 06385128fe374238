import { AuthError } from '../errors.ts'
import { settings } from '../server/index.ts'
import type { SessionSnapshot } from '../sessions/index.ts'
import type { Call } from './command.ts'
import { time, withAuth } from './database.ts'
import { type Report, unverified, type Verdict, verdictOf } from './report.ts'

export const asksDatabase = ({ sources }: Call): boolean => sources.data !== 'default'

/** What the server that works on the database would say to an access token from `iss`. */
export function verifyAccessToken(token: string, iss: unknown, { config }: Call): Promise<Verdict> {
  const issuer = config.issuer ?? usableIssuer(iss)
  return verdictOf(() => withAuth({ ...config, issuer }, (auth) => auth.verify(token)))
}

/** The issuer of a server without --issuer is its address, which only the token knows. */
function usableIssuer(iss: unknown): string | undefined {
  try {
    return typeof iss === 'string' ? settings.issuer.parse(iss) : undefined
  } catch {
    return undefined
  }
}

export async function inspectRefreshToken(token: string, call: Call): Promise<Report> {
  const kind = 'refresh token'
  if (!asksDatabase(call)) return { kind, ...unverified }
  let found: object = {}
  const verdict = await verdictOf(() =>
    withAuth(call.config, async ({ sessions }) => {
      const inspected = await sessions.inspect(token)
      const { sessionId, generation, snapshot } = inspected
      found = { sessionId, generation, ...(snapshot && sessionOf(snapshot)) }
      judge(generation, snapshot)
    }),
  )
  return { kind, ...found, ...verdict }
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
