import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { json, PythonFloat } from '../../src/signing/index.ts'

const nested = (depth: number, open = '[', close = ']') => open.repeat(depth) + close.repeat(depth)

describe('JSON', () => {
  const good: readonly (readonly [text: string, value: unknown])[] = [
    ['\t\n\r [\t1\n,\r2 ]\t\n\r ', [1, 2]],
    [' { "a" : 1 , "b" : [ ] , "c" : { } } ', { a: 1, b: [], c: {} }],
    ['[null,true,false]', [null, true, false]],
    ['"\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\u00E9"', '"\\/\b\f\n\r\téé'],
    ['" \u007f\u2028"', ' \u007f\u2028'],
    ['"\\ud83d\\ude00"', '😀'],
    ['0', 0],
    ['-0', 0],
    ['[0,10,-7]', [0, 10, -7]],
    ['[0.5,-0.0,1e2,1E+2,1e-2,1.0]', [0.5, -0, 100, 100, 0.01, 1]],
    ['9007199254740991', 9_007_199_254_740_991],
    ['[9007199254740993,-9007199254740993]', [9_007_199_254_740_993n, -9_007_199_254_740_993n]],
    ['123456789012345', 123_456_789_012_345],
  ]
  for (const [text, value] of good) {
    it(`is ${text.trim()}`, () => assert.deepStrictEqual(json.loads(text), value))
  }

  const bad = [
    ['', ' ', '[1', '{"a":1', '"a', '[', '{', '{"a"', '{"a":', '\\'],
    ['[1,]', '[,1]', '[1 2]', '[1;2]', '[1}', '{"a":1]', '{"a":1,}', '{,}', '{"a" 1}'],
    ['{"a"=1}', '{"a":1;"b":2}', '{xa":1}', '{1:2}', '1 2', '[] []', 'nul', 'nullx', 'TRUE'],
    ['01', '00', '-01', '1.', '.5', '-', '+1', '1e', '1e+', '0x1', '1_0', '--1', '1.5x'],
    ['"\n"', '"\u001f"', '"\\x"', '"\\u12g4"', '"\\u 123"', '"\\u123"', '"\\u00e9', "'a'"],
    ['\u000e1', '\v1', '\f1', '\u00a01', '\ufeff1', '1\u000c', 'undefined'],
  ].flat()
  for (const text of bad) {
    it(`is not ${JSON.stringify(text)}`, () => {
      for (const compat of [false, true]) {
        assert.throws(() => json.loads(text, { compat }), {
          name: 'BadPayload',
          message: 'the text is not JSON',
        })
      }
    })
  }

  it('has one name for one member, but in compat, where the last one counts', () => {
    for (const lossless of [false, true]) {
      const text = '{"a":1,"b":2,"a":3}'
      assert.throws(() => json.loads(text, { lossless }), { code: 'payload_malformed' })
      const value = json.loads(text, { lossless, compat: true })
      const members = lossless ? value : new Map(Object.entries(Object(value)))
      assert.deepEqual(members, new Map(Object.entries({ a: 3, b: 2 })))
    }
  })

  it('in compat has what Python reads beyond it', () => {
    const text = '[NaN,Infinity,-Infinity,1e999,"\\ud800"]'
    const values = [Number.NaN, Infinity, -Infinity, Infinity, '\ud800']
    assert.deepStrictEqual(json.loads(text, { compat: true }), values)
  })

  it('is nested 32 levels deep at most, in compat 990', () => {
    for (const [depth, compat] of [
      [32, false],
      [990, true],
    ] as const) {
      const texts = [
        (levels: number) => nested(levels),
        (levels: number) => nested(levels, '{"a":', '}').replace(':}', ':1}'),
        (levels: number) => nested(levels / 2, '[{"a":', '}]').replace(':}', ':1}'),
      ]
      for (const text of texts) {
        json.loads(text(depth), { compat })
        const message = 'the JSON is nested too deeply'
        assert.throws(() => json.loads(text(depth + 2), { compat }), {
          name: 'BadPayload',
          message,
        })
      }
      assert.throws(() => json.loads(nested(depth + 1), { compat }), { code: 'payload_malformed' })
    }
  })

  it('has integers of 4,300 digits, whatever their sign', () => {
    for (const sign of ['', '-']) {
      const digits = sign + '9'.repeat(4_300)
      assert.equal(json.loads(digits), BigInt(digits))
      assert.throws(() => json.loads(`${digits}9`), { code: 'payload_malformed' })
    }
  })

  it('loses nothing where that is asked for', () => {
    const text = '{"10": 1.0, "2": 1e2, "a": 1.5, "b": -0.0, "c": 7, "d": 1e300}'
    const value = json.loads(text, { lossless: true })
    const members: [string, unknown][] = [
      ['10', new PythonFloat(1)],
      ['2', new PythonFloat(100)],
      ['a', 1.5],
      ['b', -0],
      ['c', 7],
      ['d', 1e300],
    ]
    assert.deepStrictEqual(value, new Map(members))
    assert.deepStrictEqual([...Object(value).keys()], ['10', '2', 'a', 'b', 'c', 'd'])
  })

  it('has __proto__ as a member like any other', () => {
    const value = Object(json.loads('{"__proto__":1}'))
    const property = { value: 1, configurable: true, enumerable: true, writable: true }
    assert.deepEqual(Object.getOwnPropertyDescriptor(value, '__proto__'), property)
  })
})
