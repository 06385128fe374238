import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { compactJson, json } from '../../src/signing/index.ts'

describe('JSON as Python writes it', () => {
  const characters = '"\\/\b\f\n\r\t\0\u001f ~\u007fé\uffff😀'

  it('escapes all that is not printable ASCII', () => {
    const expected = String.raw`"\"\\/\b\f\n\r\t\u0000\u001f ~\u007f\u00e9\uffff\ud83d\ude00"`
    assert.equal(json.dumps(characters), expected)
    assert.equal(compactJson.dumps(characters, { era: '0.24' }), expected)
    assert.equal(compactJson.dumps(characters, { ensureAscii: true }), expected)
  })

  it('escapes only what it must where text is kept', () => {
    const expected = `${String.raw`"\"\\/\b\f\n\r\t\u0000\u001f ~`}\u007fé\uffff😀"`
    for (const era of ['1.x', '2.x'] as const) {
      assert.equal(compactJson.dumps(characters, { era }), expected)
    }
    assert.equal(compactJson.dumps(characters), expected)
    assert.equal(json.dumps(characters, { ensureAscii: false }), expected)
  })

  it('has its separators and any order of names', () => {
    const value = { b: [1, 2], a: { c: null }, '': true }
    assert.equal(json.dumps(value), '{"b": [1, 2], "a": {"c": null}, "": true}')
    assert.equal(compactJson.dumps(value), '{"b":[1,2],"a":{"c":null},"":true}')
    const format = { separators: [' ; ', ' = '], sortKeys: true } as const
    for (const writer of [json, compactJson]) {
      assert.equal(writer.dumps(value, format), '{"" = true ; "a" = {"c" = null} ; "b" = [1 ; 2]}')
    }
  })

  it('sorts a name before those that begin with it', () => {
    const names = { ab: 1, 'a\0': 2, a: 3, '\ud83d\ude01': 4, '\ud83d\ude00': 5 }
    const text = compactJson.dumps(names, { sortKeys: true })
    assert.equal(text, String.raw`{"a":3,"a\u0000":2,"ab":1,"😀":5,"😁":4}`)
  })

  it('takes objects without a prototype and Maps', () => {
    assert.equal(json.dumps(Object.assign(Object.create(null), { a: 1n })), '{"a": 1}')
    assert.equal(json.dumps(new Map([['a', false]])), '{"a": false}')
  })

  it('says what it has no JSON for', () => {
    const values: readonly (readonly [value: unknown, message: string])[] = [
      [undefined, 'JSON has no undefined'],
      [new Date(), 'JSON has no Date'],
      [Object.create(Object.create(null)), 'JSON has no object'],
      [new Map([[1, 2]]), 'the keys of a Map must be strings'],
    ]
    for (const [value, message] of values) {
      assert.throws(() => json.dumps(value), { name: 'TypeError', message })
    }
    const message = 'a lone surrogate cannot be written as UTF-8'
    for (const value of ['\ud800', { '\ud800': 1 }]) {
      assert.throws(() => compactJson.dumps(value), { name: 'TypeError', message })
    }
  })

  it('is nested 32 levels deep at most, in compat 990', () => {
    const lists = (depth: number): unknown => (depth === 0 ? 1 : [lists(depth - 1)])
    const objects = (depth: number): unknown => (depth === 0 ? 1 : { a: objects(depth - 1) })
    for (const [depth, options] of [
      [32, {}],
      [990, { compat: true }],
    ] as const) {
      for (const nested of [lists, objects]) {
        json.dumps(nested(depth), options)
        assert.throws(() => json.dumps(nested(depth + 1), options), TypeError)
      }
    }
  })
})
