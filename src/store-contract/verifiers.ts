import assert from 'node:assert/strict'
import { it } from 'node:test'
import { randomId } from '../random.ts'
import type { VerifierRecord } from '../clients/index.ts'
import type { OpenStore } from './fixtures.ts'
import { atOnce, start, withOwnStore } from './fixtures.ts'

const verifier = (name: string): VerifierRecord => ({
  id: randomId(),
  name,
  credentialHash: `hash of ${name}`,
  createdAt: start + 0.25,
})

export function verifierContract(open: OpenStore): void {
  it(
    'keeps verifiers as they are, and lists them by name',
    withOwnStore(open, async (store) => {
      const [b, a] = [verifier('b'), verifier('a')]
      assert.deepEqual([await store.insertVerifier(b), await store.insertVerifier(a)], [true, true])
      assert.deepEqual({ ...(await store.findVerifier(b.id)) }, b)
      assert.equal(await store.findVerifier(randomId()), undefined)
      const listed = (await store.listVerifiers()).map((each) => ({ ...each }))
      assert.deepEqual(listed, [a, b])
    }),
  )

  it(
    'lets one of many take a name, and the others change nothing',
    withOwnStore(open, async (store) => {
      const results = await atOnce(10, () => store.insertVerifier(verifier('orders')))
      assert.equal(results.filter(Boolean).length, 1)
      assert.equal((await store.listVerifiers()).length, 1)
    }),
  )

  it(
    'deletes one by name, once, and the name is free again',
    withOwnStore(open, async (store) => {
      const [orders, other] = [verifier('orders'), verifier('other')]
      await store.insertVerifier(orders)
      await store.insertVerifier(other)
      assert.equal(await store.deleteVerifier('orders'), true)
      assert.equal(await store.deleteVerifier('orders'), false)
      assert.equal(await store.findVerifier(orders.id), undefined)
      assert.equal((await store.listVerifiers()).length, 1)
      assert.equal(await store.insertVerifier(verifier('orders')), true)
    }),
  )
}
