import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inspect } from 'node:util'
import { encodeUtf8 } from '../../src/bytes.ts'
import { createMasterSecret } from '../../src/keys/index.ts'

const old = 'an old secret of enough bytes: 7f3a91'
const next = 'the newest secret, enough bytes: 90c2e4'
const plain = encodeUtf8('plain text')

describe('the master secret', () => {
  const weak: readonly (readonly [string, unknown])[] = [
    ['an empty text', ''],
    ['an empty list', []],
    ['an environment variable that is not set', undefined],
    ['a list with one that is not set', [undefined, next]],
    ['31 bytes', 'abcdefghijklmnopqrstuvwxyz01234'],
    ['one character many times', 'a'.repeat(64)],
    ['a short word many times', 'password'.repeat(8)],
    ['the same secret twice', [next, next]],
  ]
  for (const [id, secrets] of weak) {
    // What configuration gives is not always what its type says.
    it(`refuses ${id}`, () =>
      assert.throws(
        () => createMasterSecret(secrets as string),
        (error: unknown) => error instanceof RangeError || error instanceof TypeError,
      ))
  }

  it('K10 uses the newest of the list and finds all (CVE-2025-47278)', () => {
    const both = createMasterSecret([old, next])
    assert.deepEqual(both.current.id, createMasterSecret(next).current.id)
    const before = createMasterSecret(old).current
    assert.deepEqual(both.find(before.id)?.derive('x'), before.derive('x'))
    assert.equal(both.find(new Uint8Array(4)), undefined)
    assert.equal(both.find(new Uint8Array()), undefined)
  })

  it('gives each label a key of its own, the same every time', () => {
    const { current } = createMasterSecret(next)
    const again = createMasterSecret(next).current
    assert.equal(current.id.byteLength, 4)
    assert.equal(current.derive('a').byteLength, 32)
    assert.deepEqual(current.derive('a'), again.derive('a'))
    assert.notDeepEqual(current.derive('a'), current.derive('b'))
    assert.notDeepEqual(current.derive('a'), createMasterSecret(old).current.derive('a'))
  })

  it('opens what it sealed, for the same context only', () => {
    const { current } = createMasterSecret(next)
    const sealed = current.seal(plain, 'context')
    assert.deepEqual(Buffer.from(current.open(sealed, 'context') ?? ''), Buffer.from(plain))
    assert.equal(current.open(sealed, 'another'), undefined)
    assert.equal(createMasterSecret(old).current.open(sealed, 'context'), undefined)
    assert.notEqual(current.seal(plain, 'context'), sealed)
  })

  it('opens nothing that was changed in one bit or cut short', () => {
    const { current } = createMasterSecret(next)
    const sealed = Buffer.from(current.seal(plain, 'context'), 'base64url')
    for (let bit = 32; bit < sealed.length * 8; bit++) {
      const changed = Buffer.from(sealed)
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      assert.equal(current.open(changed.toString('base64url'), 'context'), undefined)
    }
    for (let length = 0; length < sealed.length; length++) {
      const cut = sealed.subarray(0, length).toString('base64url')
      assert.equal(current.open(cut, 'context'), undefined)
    }
  })

  it('knows which secret sealed a text', () => {
    const both = createMasterSecret([old, next])
    const sealed = createMasterSecret(old).current.seal(plain, 'context')
    const found = both.findSealing(sealed)
    assert.deepEqual(Buffer.from(found?.open(sealed, 'context') ?? ''), Buffer.from(plain))
    assert.equal(createMasterSecret(next).findSealing(sealed), undefined)
    for (const text of ['', 'AA', '*', sealed.slice(0, 3)])
      assert.equal(both.findSealing(text), undefined)
  })

  it('K13 does not show itself', () => {
    const shown = inspect(createMasterSecret([old, next]), { depth: 9, showHidden: true })
    assert.ok(!shown.includes(old) && !shown.includes(next))
  })
})
