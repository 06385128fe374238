import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ago, inSeconds } from '../../account/time.ts'

describe('ago', () => {
  for (const [seconds, en, de] of [
    [60, '1 minute ago', 'vor 1 Minute'],
    [3_599, '59 minutes ago', 'vor 59 Minuten'],
    [7_300, '2 hours ago', 'vor 2 Stunden'],
    [86_400, 'yesterday', 'gestern'],
    [40 * 86_400, 'last month', 'letzten Monat'],
    [800 * 86_400, '2 years ago', 'vor 2 Jahren'],
  ] as const) {
    it(`is "${en}" after ${seconds} seconds`, () => {
      assert.equal(ago(1_000, 1_000 + seconds, 'en'), en)
      assert.equal(ago(1_000, 1_000 + seconds, 'de'), de)
    })
  }
  it('says nothing of the last minute, nor of a future that a wrong clock makes', () => {
    assert.equal(ago(1_000, 1_059, 'en'), undefined)
    assert.equal(ago(1_000, 10, 'en'), undefined)
  })
})

describe('inSeconds', () => {
  it('is never too early', () => {
    assert.equal(inSeconds(1, 'en'), 'in 1 second')
    assert.equal(inSeconds(61, 'en'), 'in 2 minutes')
    assert.equal(inSeconds(90, 'de'), 'in 2 Minuten')
    assert.equal(inSeconds(900, 'en'), 'in 15 minutes')
  })
})
