import type { NumericDate } from '../clock.ts'
import { revocationPageSize } from '../defaults.ts'
import { parseJson } from '../jwt/portable.ts'
import type { Revocation } from '../revocation.ts'

// The events of GET /api/v1/revocations, written by the issuer and read by verifiers: docs/http-api.md.

/** All live revocations after number `after` up to number `until`. */
export interface RevocationsEvent {
  /** `snapshot` from `after: 0` on begins anew, and what came before may be forgotten. */
  readonly type: 'snapshot' | 'revocations'
  readonly after: number
  readonly until: number
  readonly revocations: readonly Revocation[]
}

/** Nothing newer than number `sequence` existed at the time `at` of the issuer. */
export interface HeartbeatEvent {
  readonly type: 'heartbeat'
  readonly sequence: number
  readonly at: NumericDate
}

export type RevocationEvent = RevocationsEvent | HeartbeatEvent

/** A block of `text/event-stream`. */
export function encodeRevocationEvent(event: RevocationEvent): string {
  const { type, ...data } = event
  const id = event.type === 'heartbeat' ? '' : `id: ${event.until}\n`
  return `event: ${type}\n${id}data: ${JSON.stringify(data)}\n\n`
}

/**
 * What an event says; `undefined` for one that this release does not know.
 *
 * @throws {TypeError} when it is not well-formed: an issuer never sends such, so nothing of it is believed.
 */
export function parseRevocationEvent(type: string, data: string): RevocationEvent | undefined {
  if (type !== 'snapshot' && type !== 'revocations' && type !== 'heartbeat') return undefined
  const said: Fields = Object(parseJson(data))
  if (type === 'heartbeat') {
    return { type, sequence: count(said['sequence']), at: time(said['at']) }
  }
  const list = said['revocations']
  if (!Array.isArray(list) || list.length > revocationPageSize) throw malformed('revocations')
  const [after, until] = [count(said['after']), count(said['until'])]
  const revocations = list.map(revocation)
  if (until < after) throw malformed('until')
  return { type, after, until, revocations }
}

type Fields = Readonly<Record<string, unknown>>

function revocation(value: unknown): Revocation {
  const { sequence, kind, subject, issuedUntil, revokedAt, expiresAt }: Fields = Object(value)
  if (kind !== 'session' && kind !== 'token' && kind !== 'account') throw malformed('kind')
  if (typeof subject !== 'string') throw malformed('subject')
  return {
    sequence: count(sequence),
    kind,
    subject,
    issuedUntil: issuedUntil === undefined ? undefined : time(issuedUntil),
    revokedAt: time(revokedAt),
    expiresAt: time(expiresAt),
  }
}

function count(value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value
  throw malformed('number')
}

function time(value: unknown): NumericDate {
  if (typeof value === 'number' && Number.isFinite(value)) return value
  throw malformed('time')
}

const malformed = (what: string): TypeError => new TypeError(`feed: malformed event (${what})`)
