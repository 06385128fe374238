import assert from 'node:assert/strict'
import { it } from 'node:test'
import { hasTokenForm } from '../../src/tokens/index.ts'
import { sign } from './issuer.ts'

const ofLength = (length: number): string => `eyJ.p.${'s'.repeat(length - 6)}`

it('hasTokenForm tells tokens from whatever may be a username', () => {
  for (const token of [sign(), ofLength(65)]) assert.equal(hasTokenForm(token), true)
  for (const other of [ofLength(64), `x${sign()}`, `${sign()}.x`, `${sign()} `, 'ada'.repeat(40)]) {
    assert.equal(hasTokenForm(other), false, other)
  }
})
