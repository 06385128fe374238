import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createMasterSecret, type JwsAlgorithm } from '../../src/keys/index.ts'
import { signer, world } from './world.ts'

describe('what is stored and shown', () => {
  const rows: readonly JwsAlgorithm[] = ['ES256', 'Ed25519', 'PS256', 'HS256']
  for (const algorithm of rows) {
    it(`K13 keeps the private half of ${algorithm} sealed, and out of the JWK Set and the list`, async () => {
      const here = world()
      const ring = await here.open({ algorithm })
      await ring.rotate()
      const stored = JSON.stringify(await here.store.listKeys())
      const shown = JSON.stringify([ring.jwkSet(), ring.list()])
      for (const member of ['"d"', '"p"', '"q"', '"dp"', '"dq"', '"qi"', '"k"', '"oth"']) {
        assert.ok(!stored.includes(member) && !shown.includes(member))
      }
      assert.equal(ring.jwkSet().keys.length, algorithm === 'HS256' ? 0 : 2)
      assert.ok(!shown.includes('sealed'))
    })
  }

  it('opens with the new master secret what the old one sealed, and seals it again', async () => {
    const here = world()
    const [old, next] = ['the old master secret: 0123456789', 'the new master secret: abcdefghij']
    const kid = signer(await here.open({ secret: createMasterSecret(old) }))
    assert.equal(signer(await here.open({ secret: createMasterSecret([old, next]) })), kid)
    assert.equal(signer(await here.open({ secret: createMasterSecret(next) })), kid)
  })

  it('does not start when the secret that sealed the signing key is missing', async () => {
    const here = world()
    await here.open()
    const other = createMasterSecret('another master secret: 0123456789')
    await assert.rejects(here.open({ secret: other }), /cannot be opened/)
  })

  it('does not take one sealed key for another', async () => {
    const here = world()
    const ring = await here.open()
    await ring.rotate()
    const [first, second] = await here.store.listKeys()
    assert.ok(first && second)
    const swapped = {
      ...here.store,
      listKeys: async () => [{ ...first, sealedPrivateKey: second.sealedPrivateKey }],
    }
    await assert.rejects(here.open({ store: swapped }), /cannot be opened/)
  })
})
