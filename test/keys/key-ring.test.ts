import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { AuthError } from '../../src/errors.ts'
import type { KeyRing, KeyStore } from '../../src/keys/index.ts'
import { memory } from '../../src/storage/index.ts'
import { day, signer, world } from './world.ts'

const states = (ring: KeyRing): readonly string[] => ring.list().map(({ state }) => state)
const verifies = (ring: KeyRing, kid: string): boolean => ring.verificationKey(kid) !== undefined

describe('a key ring', () => {
  it('starts with one key that signs at once', async () => {
    const ring = await world().open()
    assert.deepEqual(states(ring), ['signing'])
    assert.equal(ring.signingKey().algorithm, 'ES256')
    assert.ok(ring.signingKey().canSign)
    assert.equal(ring.verificationKey(signer(ring)), ring.signingKey())
  })

  it('finds its key again after a restart', async () => {
    const { open } = world()
    const [first, second] = [await open(), await open()]
    assert.equal(signer(first), signer(second))
    const signature = second.signingKey().sign('text')
    assert.ok(first.signingKey().verify('text', signature))
  })

  it('K07 makes one key when many nodes start at once', async () => {
    const { open, store } = world()
    const rings = await Promise.all(Array.from({ length: 10 }, async () => open()))
    assert.equal(new Set(rings.map(signer)).size, 1)
    assert.equal((await store.listKeys()).length, 1)
  })

  it('K08 publishes the next key, signs with it after the lead, and forgets the old one in time', async () => {
    const here = world()
    const ring = await here.open()
    const first = signer(ring)
    here.now += 90 * day - 601
    await ring.tick()
    assert.deepEqual(states(ring), ['signing'])
    here.now += 1
    await ring.tick()
    assert.deepEqual(states(ring), ['signing', 'published'])
    assert.equal(signer(ring), first)
    assert.equal(ring.jwkSet().keys.length, 2)
    here.now += 599
    await ring.tick()
    assert.equal(signer(ring), first)
    here.now += 1
    await ring.tick()
    assert.deepEqual(states(ring), ['verifying', 'signing'])
    assert.notEqual(signer(ring), first)
    assert.ok(verifies(ring, first), 'K01 its tokens are good until they expire')
    here.now += 600 + 599
    await ring.tick()
    assert.ok(verifies(ring, first))
    here.now += 1
    await ring.tick()
    assert.ok(!verifies(ring, first))
    assert.deepEqual(states(ring), ['signing'])
  })

  it('K08 does not publish for less than a JWK Set may be cached', async () => {
    const { open } = world()
    await assert.rejects(open({ publishLead: 299 }), RangeError)
    await assert.rejects(open({ signingLifetime: 600 }), RangeError)
    await assert.rejects(open({ verifyingLifetime: Number.NaN }), RangeError)
  })

  it('rotates when asked, after the lead or immediately', async () => {
    const here = world()
    const ring = await here.open()
    const first = signer(ring)
    await ring.rotate()
    await ring.rotate()
    assert.deepEqual(states(ring), ['signing', 'published'])
    await ring.rotate({ immediately: true })
    assert.deepEqual(states(ring), ['verifying', 'signing'])
    await ring.rotate({ immediately: true })
    assert.deepEqual(states(ring), ['verifying', 'verifying', 'signing'])
    assert.ok(verifies(ring, first))
  })

  it('K07 makes one key when nodes rotate at once', async () => {
    for (const immediately of [false, true]) {
      const here = world()
      const rings = [await here.open(), await here.open(), await here.open()]
      await Promise.all(rings.map(async (ring) => ring.rotate({ immediately })))
      await Promise.all(rings.map(async (ring) => ring.refresh()))
      assert.deepEqual((await here.store.listKeys()).length, 2)
      assert.equal(new Set(rings.map(signer)).size, 1)
      assert.ok(rings.every((ring) => verifies(ring, signer(ring))))
    }
  })

  it('K12 verifies on every node whatever any node signs, in any order of ticks', async () => {
    const here = world()
    const rings = [await here.open(), await here.open(), await here.open()]
    for (let step = 0; step < 300; step++) {
      here.now += 0.3 * day
      const [ring = rings[0], other = rings[0]] = [rings[step % 3], rings[(step * 7) % 3]]
      assert.ok(ring && other)
      await Promise.all([ring.tick(), other.tick()])
      for (const node of rings) await node.tick()
      for (const from of rings) for (const to of rings) assert.ok(verifies(to, signer(from)))
    }
    assert.ok(rings[0] && rings[0].list().length <= 3)
  })

  it('K14 takes the newest by sequence when the clock goes back an hour', async () => {
    const here = world()
    const ring = await here.open()
    const first = signer(ring)
    await ring.rotate({ immediately: true })
    const second = signer(ring)
    here.now -= 3_600
    await ring.tick()
    assert.equal(signer(ring), second)
    assert.ok(verifies(ring, first))
    await ring.rotate({ immediately: true })
    assert.notEqual(signer(ring), second)
    assert.deepEqual(
      ring.list().map(({ sequence }) => sequence),
      [1, 2, 3],
    )
    assert.equal(signer(await here.open()), signer(ring))
  })

  it('K02 K03 refuses the tokens of a removed key at once, and signs with another', async () => {
    const here = world()
    const [ring, other] = [await here.open(), await here.open()]
    const leaked = signer(ring)
    await ring.remove(leaked)
    assert.ok(!verifies(ring, leaked))
    assert.notEqual(signer(ring), leaked)
    assert.deepEqual(states(ring), ['signing'])
    await other.refresh()
    assert.ok(!verifies(other, leaked))
    assert.equal(signer(other), signer(ring))
    await assert.rejects(
      ring.remove(leaked),
      (error) => error instanceof AuthError && error.code === 'key_unknown',
    )
  })

  it('signs with the published key when the signing one is removed', async () => {
    const ring = await world().open()
    await ring.rotate()
    const [first, next] = ring.list()
    await ring.remove(first?.kid ?? '')
    assert.equal(signer(ring), next?.kid)
    assert.deepEqual(states(ring), ['signing'])
  })

  it('moves to another algorithm by rotating', async () => {
    const here = world()
    await here.open()
    const ring = await here.open({ algorithm: 'EdDSA' })
    assert.equal(ring.signingKey().algorithm, 'ES256')
    here.now += 600
    await ring.tick()
    assert.equal(ring.signingKey().algorithm, 'EdDSA')
  })

  it('says when its keys changed, and only then', async () => {
    const ring = await world().open()
    let calls = 0
    const stop = ring.onChange(() => calls++)
    await ring.refresh()
    await ring.tick()
    assert.equal(calls, 0)
    await ring.rotate()
    assert.equal(calls, 1)
    stop()
    await ring.rotate({ immediately: true })
    assert.equal(calls, 1)
  })

  it('is bounded: a full ring refuses to rotate', async () => {
    const ring = await world().open()
    for (let i = 1; i < 100; i++) await ring.rotate({ immediately: true })
    assert.equal(ring.list().length, 100)
    await assert.rejects(
      ring.rotate({ immediately: true }),
      (error) => error instanceof AuthError && error.code === 'overloaded',
    )
  })

  it('goes on after a step that failed', async () => {
    const store = memory()
    const here = world(store)
    let broken = false
    const listKeys: KeyStore['listKeys'] = async () => {
      if (broken) throw new Error('disk')
      return store.listKeys()
    }
    const ring = await here.open({ store: { ...store, listKeys } })
    broken = true
    await assert.rejects(ring.rotate(), /disk/)
    broken = false
    await ring.rotate()
    assert.deepEqual(states(ring), ['signing', 'published'])
  })
})
