import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { newAccountRecord } from '../../src/accounts/index.ts'

const now = 1_800_000_000
const id = `acc_${'A'.repeat(22)}`

describe('newAccountRecord', () => {
  it('makes an id and says that it was made now, where nothing else is said', () => {
    const record = newAccountRecord({ username: 'ada' }, now)
    assert.match(record.id, /^acc_[\w-]{22}$/)
    assert.equal(record.createdAt, now)
    assert.equal(record.disabledAt, undefined)
  })

  it('keeps the id and the times that an account brings along', () => {
    const origin = { id, createdAt: 0, disabledAt: 17.25 }
    assert.partialDeepStrictEqual(newAccountRecord({ username: 'ada' }, now, origin), origin)
  })

  const refused: readonly [name: string, origin: object][] = [
    ['the id of another system', { id: '42' }],
    ['an id with bits to spare', { id: `acc_${'A'.repeat(21)}B` }],
    ['an empty id', { id: '' }],
    ['a time before 1970', { createdAt: -1 }],
    ['no number', { createdAt: Number.NaN }],
    ['milliseconds', { disabledAt: now * 1_000 }],
  ]
  for (const [name, origin] of refused) {
    it(`refuses ${name}`, () => {
      assert.throws(() => newAccountRecord({ username: 'ada' }, now, origin), TypeError)
    })
  }
})
