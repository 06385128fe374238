import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { json, PythonFloat } from '../../src/signing/index.ts'

/** What Python's `json.dumps` says of its floats. */
const floats: readonly (readonly [value: number, text: string])[] = [
  [0, '0.0'],
  [-0, '-0.0'],
  [1, '1.0'],
  [-1, '-1.0'],
  [0.1, '0.1'],
  [1 / 3, '0.3333333333333333'],
  [1e15, '1000000000000000.0'],
  [9999999999999998, '9999999999999998.0'],
  [1e16, '1e+16'],
  [-1.5e16, '-1.5e+16'],
  [1e100, '1e+100'],
  [Number.MAX_VALUE, '1.7976931348623157e+308'],
  [1e-4, '0.0001'],
  [-1.2e-4, '-0.00012'],
  [9.999e-5, '9.999e-05'],
  [-1e-5, '-1e-05'],
  [1.5e-10, '1.5e-10'],
  [Number.MIN_VALUE, '5e-324'],
  [Infinity, 'Infinity'],
  [-Infinity, '-Infinity'],
  [Number.NaN, 'NaN'],
]

describe('a Python float', () => {
  for (const [value, text] of floats) {
    it(`is written ${text}`, () => assert.equal(json.dumps(new PythonFloat(value)), text))
  }

  it('is what every number is that is no safe integer', () => {
    assert.equal(json.dumps([1, -1, 0]), '[1, -1, 0]')
    assert.equal(json.dumps([0.5, -0, 2 ** 53]), '[0.5, -0.0, 9007199254740992.0]')
  })

  it('counts as its number', () => {
    assert.equal(Number(new PythonFloat(2)), 2)
  })
})
