import type { Clock } from '../clock.ts'
import { AuthError } from '../errors.ts'
import type { Revocation } from '../revocation.ts'
import { judgeRenewal, renewalIdEntry } from './renewal.ts'
import type { Session, SessionSnapshot } from './session.ts'
import type { SessionStore } from './session-store.ts'

export interface RenewalRequest {
  readonly sessionId: string
  readonly generation: number
  readonly renewalId: string | undefined
  readonly clock: Clock
  readonly retryWindow: number
  readonly rotation: 'always' | 'never'
  /** Seconds since the last rotation in which there is no other. Default: 0. */
  readonly rotateAfter?: number | undefined
  /** Thumbprint of the key that the request was proven with. */
  readonly jkt?: string | undefined
  readonly revocationLifetime: number
  readonly onLostWrites: (sessionId: string) => void
}

export interface Renewal {
  readonly snapshot: SessionSnapshot
  /** Nothing was written: the successor had been handed out before. */
  readonly repeated: boolean
  /** Set when the token was in two hands: the session is over. */
  readonly ended?: Revocation
}

/** Every failed attempt means that another request won a race for the row; so many losses in a row mean trouble. */
const maxAttempts = 16

/**
 * One renewal: a guarded UPDATE on the happy path. Where it touches nothing, the row is read and judged,
 * and what follows is guarded by what was read, so that no decision is ever taken on an old reading.
 */
export async function renewSession(store: SessionStore, request: RenewalRequest): Promise<Renewal> {
  const { sessionId: id, generation, clock, jkt } = request
  const entry = renewalIdEntry(request.renewalId)
  const { rotation, rotateAfter = 0 } = request
  let rotates = rotation === 'always' && rotateAfter === 0
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    if (rotates) {
      const now = clock()
      const rotated = await store.rotateSession({ id, generation, renewalId: entry, jkt, now })
      if (rotated) return { snapshot: rotated, repeated: false }
    }
    const snapshot = requireLive(await store.findSession(id, clock()))
    const { session, readAt } = snapshot
    requireKey(session, jkt)
    const verdict = judgeRenewal(session, { generation, entry }, readAt, request.retryWindow)
    switch (verdict) {
      case 'current': {
        if (rotation === 'always' && Math.abs(readAt - session.rotatedAt) >= rotateAfter) {
          rotates = true
          continue
        }
        const touched = await store.touchSession(id, clock())
        if (touched?.session.generation !== generation) continue
        return { snapshot: touched, repeated: false }
      }
      case 'repeat':
        return { snapshot, repeated: true }
      case 'stale':
        throw new AuthError(
          'stale_renewal',
          'a late duplicate of a renewal that was answered before',
        )
      case 'ahead': {
        const { generation: from } = session
        const now = clock()
        if (await store.fastForwardSession({ id, from, to: generation, now }))
          request.onLostWrites(id)
        continue
      }
      case 'reuse': {
        const now = clock()
        const ended = await store.endSession({
          id,
          generation: session.generation,
          reason: 'refresh_token_reuse',
          now,
          revokeUntil: now + request.revocationLifetime,
        })
        if (ended) return { snapshot, repeated: false, ended }
      }
    }
  }
  throw new AuthError('storage_unavailable', 'the session kept changing under the renewal', {
    retryAfter: 1,
  })
}

function requireLive(snapshot: SessionSnapshot | undefined): SessionSnapshot {
  if (!snapshot) throw new AuthError('session_unknown', 'there is no such session, or no longer')
  const { session, readAt } = snapshot
  if (session.endedAt !== undefined) {
    throw new AuthError(
      'session_ended',
      `the session is over: ${session.endReason ?? 'no reason kept'}`,
    )
  }
  if (session.expiresAt <= readAt)
    throw new AuthError('session_expired', 'the session reached its end')
  if (session.idleExpiresAt <= readAt) {
    throw new AuthError('session_idle_expired', 'the session was not used for too long')
  }
  return snapshot
}

/** Before anything is judged: whoever has not the key learns nothing, and ends nothing. */
function requireKey({ jkt: bound }: Session, jkt: string | undefined): void {
  // A proof with a session that is bound to no key says nothing.
  if (bound === undefined || bound === jkt) return
  if (jkt === undefined) throw new AuthError('proof_missing', 'the session is bound to a key')
  throw new AuthError('proof_key_mismatch', 'the session is bound to another key')
}
