import assert from 'node:assert/strict'
import { it } from 'node:test'
import { revocationRetention } from '../defaults.ts'
import type { Revocation } from '../tokens/index.ts'
import type { OpenStore } from './fixtures.ts'
import {
  atOnce,
  revokeUntil,
  sessionEnd,
  sharedStore,
  signedIn,
  start,
  withOwnStore,
} from './fixtures.ts'

const revocation = (changes: Partial<Revocation> = {}): Omit<Revocation, 'sequence'> => ({
  kind: 'token',
  subject: 'jti',
  issuedUntil: undefined,
  revokedAt: start,
  expiresAt: revokeUntil,
  ...changes,
})
export function revocationContract(open: OpenStore): void {
  const store = sharedStore(open)

  const page = { after: 0, limit: 1_000, now: start }

  it('stores a revocation with the next sequence number', async () => {
    const first = await store().insertRevocation(revocation())
    const account = revocation({ kind: 'account', subject: 'acc_1', issuedUntil: start + 0.5 })
    const second = await store().insertRevocation(account)
    assert.ok(second.sequence > first.sequence)
    assert.deepEqual({ ...second }, { ...account, sequence: second.sequence })
    const listed = await store().listRevocations({ ...page, after: first.sequence })
    assert.deepEqual(
      listed.map((each) => ({ ...each })),
      [{ ...second }],
    )
  })

  it(
    'lists them in order, page by page, without those that may be forgotten',
    withOwnStore(open, async (own) => {
      const stored = await atOnce(10, (index) =>
        own.insertRevocation(revocation({ subject: `${index}`, expiresAt: start + index })),
      )
      const sequences = stored.map(({ sequence }) => sequence).toSorted((a, b) => a - b)
      const now = start + 4
      const first = await own.listRevocations({ after: 0, limit: 2, now })
      const rest = await own.listRevocations({ after: first[1]?.sequence ?? 0, limit: 100, now })
      const listed = [...first, ...rest]
      assert.equal(first.length, 2)
      assert.deepEqual(
        listed.map(({ sequence }) => sequence),
        stored
          .filter(({ expiresAt }) => expiresAt > now)
          .map(({ sequence }) => sequence)
          .toSorted((a, b) => a - b),
      )
      assert.equal(new Set(sequences).size, 10)
    }),
  )

  it(
    'shows a reader who asks for what comes after the last one every revocation, once',
    withOwnStore(open, async (own) => {
      const seen: number[] = []
      let isDone = false
      const reading = (async () => {
        for (;;) {
          const wasDone = isDone
          const next = await own.listRevocations({ ...page, after: seen.at(-1) ?? 0, limit: 7 })
          seen.push(...next.map(({ sequence }) => sequence))
          if (wasDone && next.length === 0) return
          // Gives the writers a turn, which a store that answers at once would not.
          await new Promise(setImmediate)
        }
      })()
      const written = await atOnce(40, async (index) => {
        if (index % 2 === 0) return own.insertRevocation(revocation({ subject: `${index}` }))
        const { session } = await signedIn(own)
        return own.endSession({ ...sessionEnd(), id: session.id })
      })
      isDone = true
      await reading
      const sequences = written.map((each) => each?.sequence ?? 0).toSorted((a, b) => a - b)
      assert.deepEqual(seen, sequences)
    }),
  )

  it(
    'never uses a sequence number twice, even when all revocations are gone',
    withOwnStore(open, async (own) => {
      const first = await own.insertRevocation(revocation({ expiresAt: start }))
      assert.equal(await own.sweep({ now: start + revocationRetention - 1, limit: 10 }), 0)
      assert.equal(await own.sweep({ now: start + revocationRetention, limit: 10 }), 1)
      const second = await own.insertRevocation(revocation())
      assert.ok(second.sequence > first.sequence)
    }),
  )

  it('has a version that a write changes for whoever may not have seen it', async () => {
    const before = await store().dataVersion()
    assert.equal(await store().dataVersion(), before)
    await store().insertRevocation(revocation())
    assert.notEqual(await store().dataVersion(), before)
  })
}
