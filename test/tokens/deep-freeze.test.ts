import assert from 'node:assert/strict'
import { it } from 'node:test'
import { deepFreeze } from '../../src/tokens/deep-freeze.ts'

it('deepFreeze freezes objects and lists at any depth, and nothing of another class', () => {
  class Plan {
    limit = 1
  }
  const bare = Object.assign(Object.create(null), { list: [[1]] })
  const value = {
    text: 'x',
    none: null,
    missing: undefined,
    list: [1, { deep: [{}] }],
    bare,
    until: new Date(0),
    plan: new Plan(),
    set: new Set([{}]),
  }
  assert.equal(deepFreeze(value), value)
  const { list, until, plan, set } = value
  for (const frozen of [value, list, list[1], bare, bare.list, bare.list[0]]) {
    assert.ok(Object.isFrozen(frozen))
  }
  for (const own of [until, plan, set]) assert.ok(!Object.isFrozen(own))
})
