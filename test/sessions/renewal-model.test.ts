import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { AuthError } from '../../src/errors.ts'
import { renewSession } from '../../src/sessions/renew.ts'
import { renewalIdEntry, unknownRenewalIds } from '../../src/sessions/renewal.ts'
import { memory } from '../../src/storage/index.ts'
import { account, session } from './records.ts'
import { explore } from './renewal-world.ts'
import type { Serve, ServerState } from './renewal-world.ts'

const now = 1_000_000
const retryWindow = 10

const entryOf = (id: string): string => (id === '?' ? unknownRenewalIds(1) : renewalIdEntry(id))

/** The real protocol on a real store, rebuilt for each call from the state of the searched world. */
const real: Serve = async (state, generation, renewalId) => {
  const store = memory()
  await store.insertAccount(account)
  const row = {
    ...session,
    generation: state.generation,
    renewalIds: state.ids.map(entryOf).join(''),
    rotatedAt: state.fresh ? now - 1 : now - retryWindow - 1,
    endedAt: state.ended ? now - 1 : undefined,
    endReason: state.ended ? ('refresh_token_reuse' as const) : undefined,
  }
  await store.insertSession(row, { passwordVersion: 1, maxSessions: 10, revokeUntil: now })
  let answer: number | 'stale' | 'refused'
  try {
    const renewal = await renewSession(store, {
      sessionId: row.id,
      generation,
      renewalId,
      clock: () => now,
      retryWindow,
      rotation: 'always',
      revocationLifetime: 600,
      onLostWrites: () => {},
    })
    answer = renewal.ended ? 'refused' : renewal.snapshot.session.generation
  } catch (error) {
    assert.ok(error instanceof AuthError)
    answer = error.code === 'stale_renewal' ? 'stale' : 'refused'
  }
  const after = (await store.findSession(row.id, now))?.session
  assert.ok(after)
  return { answer, state: observed(after, state, renewalId) }
}

/** The state of the world after the call, with the ids by their own names again. */
function observed(
  after: { generation: number; renewalIds: string; rotatedAt: number; endedAt: number | undefined },
  before: ServerState,
  renewalId: string,
): ServerState {
  const names = new Map([...before.ids, renewalId, '?'].map((id) => [entryOf(id), id]))
  const entries = after.renewalIds.match(/.{16}/g) ?? []
  return {
    generation: after.generation,
    ids: entries.map((entry) => names.get(entry) ?? assert.fail('an id nobody sent')),
    fresh: now - after.rotatedAt <= retryWindow,
    ended: after.endedAt !== undefined,
  }
}

/** Remembers answers: the server has few states and the world has many. */
function remembered(serve: Serve): Serve {
  const answers = new Map<string, ReturnType<Serve>>()
  return (state, generation, renewalId) => {
    const key = JSON.stringify([state, generation, renewalId])
    const known = answers.get(key) ?? serve(state, generation, renewalId)
    answers.set(key, known)
    return known
  }
}

/** Ends the session on every late duplicate. */
const withoutRule3: Serve = async (state, generation, renewalId) => {
  const { answer, state: after } = await real(state, generation, renewalId)
  return answer === 'stale'
    ? { answer: 'refused', state: { ...after, ended: true } }
    : { answer, state: after }
}

/** Honours the parent for ever. */
const anyParent: Serve = async (state, generation, renewalId) =>
  generation === state.generation - 1 && !state.ended
    ? { answer: state.generation, state }
    : real(state, generation, renewalId)

describe('the renewal protocol, searched exhaustively', () => {
  it('never signs the owner out while there is no thief', async () => {
    const { states, violation } = await explore({
      serve: remembered(real),
      maxGeneration: 4,
      maxRequests: 3,
    })
    assert.deepEqual({ violation, many: states > 5_000 }, { violation: undefined, many: true })
  })

  it('never signs the owner out when storage loses its last write', async () => {
    const { violation } = await explore({
      serve: remembered(real),
      rollback: true,
      maxGeneration: 4,
      maxRequests: 3,
    })
    assert.equal(violation, undefined)
  })

  it('never lets a thief and the owner leap-frog unseen', async () => {
    const { states, violation } = await explore({
      serve: remembered(real),
      thief: true,
      maxGeneration: 2,
      maxRequests: 2,
    })
    assert.deepEqual({ violation, many: states > 5_000 }, { violation: undefined, many: true })
  })

  it('finds the counterexample in a protocol that ends the session on every late duplicate', async () => {
    const { violation } = await explore({
      serve: remembered(withoutRule3),
      maxGeneration: 4,
      maxRequests: 3,
    })
    assert.ok(violation)
  })

  it('finds the counterexample in a protocol that honours the parent for ever', async () => {
    const { violation } = await explore({
      serve: remembered(anyParent),
      thief: true,
      maxGeneration: 2,
      maxRequests: 2,
    })
    assert.ok(violation)
  })
})
