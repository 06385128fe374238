import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { ClientRecord } from '../clients/index.ts'
import type { OpenStore } from './fixtures.ts'
import { atOnce, revokeUntil, signedIn, start, withOwnStore } from './fixtures.ts'

const client = (name: string): ClientRecord => ({
  name,
  secretHash: `hash of ${name}`,
  grants: ['refresh_token', 'client_credentials'],
  scopes: ['orders:read', 'a"quoted'],
  createdAt: start + 0.25,
})

export function clientContract(open: OpenStore): void {
  it(
    'keeps clients as they are, and lists them by name',
    withOwnStore(open, async (store) => {
      const [b, a] = [{ ...client('b'), scopes: [] }, client('a')]
      assert.deepEqual([await store.insertClient(b), await store.insertClient(a)], [true, true])
      assert.deepEqual({ ...(await store.findClient('b')) }, b)
      assert.equal(await store.findClient('c'), undefined)
      assert.deepEqual(
        (await store.listClients()).map((each) => ({ ...each })),
        [a, b],
      )
    }),
  )

  it(
    'lets one of many take a name, and the others change nothing',
    withOwnStore(open, async (store) => {
      const results = await atOnce(10, () => store.insertClient(client('orders')))
      assert.equal(results.filter(Boolean).length, 1)
      assert.equal((await store.listClients()).length, 1)
    }),
  )

  it(
    'deletes one with its sessions and its tokens, once, and the name is free again',
    withOwnStore(open, async (store) => {
      await store.insertClient(client('orders'))
      await store.insertClient(client('other'))
      const { session } = await signedIn(store, { clientId: 'orders' })
      const { session: foreign } = await signedIn(store, { clientId: 'other' })
      const now = start + 60
      const end = { name: 'orders', now, issuedUntil: now + 5, revokeUntil }
      const revocations = await store.deleteClient(end)
      assert.deepEqual(
        revocations?.map(({ kind, subject, issuedUntil }) => [kind, subject, issuedUntil]),
        [
          ['account', 'orders', now + 5],
          ['session', session.id, undefined],
        ],
      )
      const listed = await store.listRevocations({ after: 0, limit: 10, now })
      assert.deepEqual(
        listed.map((each) => ({ ...each })),
        revocations?.map((each) => ({ ...each })),
      )
      assert.equal((await store.findSession(session.id, now))?.session.endReason, 'revoked')
      assert.equal((await store.findSession(foreign.id, now))?.session.endedAt, undefined)
      assert.equal(await store.deleteClient(end), undefined)
      assert.equal((await store.listRevocations({ after: 0, limit: 10, now })).length, 2)
      assert.equal(await store.findClient('orders'), undefined)
      assert.equal(await store.insertClient(client('orders')), true)
    }),
  )
}
