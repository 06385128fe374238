import type { Account, AccountRecord, FlaskIdentity } from '../accounts/index.ts'
import type { NumericDate } from '../clock.ts'
import { endedSessionRetention } from '../defaults.ts'
import type { KeyRecord } from '../keys/index.ts'
import type { Session, SessionEnd } from '../sessions/index.ts'
import type { Revocation } from '../tokens/index.ts'
import type { ClientRecord, VerifierRecord } from '../clients/index.ts'

/**
 * Everything a memory store holds. Records are frozen and replaced, never changed, so that one may
 * be handed out as it is. No method awaits, so that each is one atomic step.
 */
export interface MemoryState {
  /** Raised by every write. */
  version: number
  readonly accounts: Map<string, AccountRecord>
  /** Username key → account id. */
  readonly usernames: Map<string, string>
  /** E-mail key → account id. */
  readonly emails: Map<string, string>
  /** By account id. */
  readonly flaskIdentities: Map<string, FlaskIdentity>
  readonly sessions: Map<string, Session>
  /** Account id → ids of its sessions that have not ended. */
  readonly openSessions: Map<string, Set<string>>
  /** Session id → when a sweep looks at it. As in SQL, a use does not move that, so that the hottest write has less to do. */
  readonly sweepAfter: Map<string, NumericDate>
  /** Of all its sessions. */
  readonly statusIndices: Set<number>
  /** By kid. */
  readonly keys: Map<string, KeyRecord>
  /** By sequence number, which is also the order of insertion. */
  readonly revocations: Map<number, Revocation>
  lastSequence: number
  /** Budget key → theoretical arrival time. */
  readonly budgets: Map<string, NumericDate>
  /** By name. */
  readonly clients: Map<string, ClientRecord>
  /** By id. */
  readonly verifiers: Map<string, VerifierRecord>
}

export const createMemoryState = (): MemoryState => ({
  version: 0,
  accounts: new Map(),
  usernames: new Map(),
  emails: new Map(),
  flaskIdentities: new Map(),
  sessions: new Map(),
  openSessions: new Map(),
  sweepAfter: new Map(),
  statusIndices: new Set(),
  keys: new Map(),
  revocations: new Map(),
  lastSequence: 0,
  budgets: new Map(),
  clients: new Map(),
  verifiers: new Map(),
})

/** The account without what its password is checked against. */
export const accountOf = (record: AccountRecord): Account => ({
  id: record.id,
  username: record.username,
  email: record.email,
  roles: record.roles,
  scopes: record.scopes,
  createdAt: record.createdAt,
  disabledAt: record.disabledAt,
})

export const isLive = (session: Session, now: NumericDate): boolean =>
  session.endedAt === undefined && now < session.idleExpiresAt && now < session.expiresAt

/** When the session means nothing any more, unless it is used again. */
export const meaninglessAt = ({ endedAt, idleExpiresAt, expiresAt }: Session): NumericDate =>
  Math.min((endedAt ?? idleExpiresAt) + endedSessionRetention, expiresAt)

/** The sessions of an account that have not ended, expired or not. */
export function openSessionsOf(state: MemoryState, accountId: string): Session[] {
  const open: Session[] = []
  for (const id of state.openSessions.get(accountId) ?? []) {
    const session = state.sessions.get(id)
    if (session) open.push(session)
  }
  return open
}

export function addRevocation(
  state: MemoryState,
  revocation: Omit<Revocation, 'sequence'>,
): Revocation {
  state.lastSequence += 1
  const { kind, subject, issuedUntil, revokedAt, expiresAt } = revocation
  const stored: Revocation = Object.freeze({
    sequence: state.lastSequence,
    kind,
    subject,
    issuedUntil,
    revokedAt,
    expiresAt,
  })
  state.revocations.set(stored.sequence, stored)
  return stored
}

/** Ends these sessions and writes the revocation of each. */
export function endSessions(
  state: MemoryState,
  sessions: readonly Session[],
  end: SessionEnd,
): Revocation[] {
  return sessions.map((session) => {
    state.sessions.set(
      session.id,
      Object.freeze({ ...session, endedAt: end.now, endReason: end.reason }),
    )
    closeSession(state, session)
    const forgotten = end.now + endedSessionRetention
    state.sweepAfter.set(
      session.id,
      Math.min(state.sweepAfter.get(session.id) ?? forgotten, forgotten),
    )
    return addRevocation(state, {
      kind: 'session',
      subject: session.id,
      issuedUntil: undefined,
      revokedAt: end.now,
      expiresAt: Math.max(end.revokeUntil, session.lastUsedAt + (end.revokeUntil - end.now)),
    })
  })
}

/** Counts the session among its account's open ones, unless it has ended. */
export function openSession(state: MemoryState, session: Session): void {
  if (session.endedAt !== undefined) return
  const open = state.openSessions.get(session.accountId)
  if (open) open.add(session.id)
  else state.openSessions.set(session.accountId, new Set([session.id]))
}

/** Takes the session out of its account's open ones. */
export function closeSession(state: MemoryState, session: Session): void {
  const open = state.openSessions.get(session.accountId)
  open?.delete(session.id)
  if (open?.size === 0) state.openSessions.delete(session.accountId)
}
