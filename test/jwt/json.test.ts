import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { parseJson } from '../../src/jwt/index.ts'
import { codeOf, refusal } from './tokens.ts'

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)

describe('parseJson refuses', () => {
  const rows: readonly (readonly [string, string])[] = [
    ['nothing', ''],
    ['white space', ' '],
    ['two values', '1 2'],
    ['a trailing comma', '{"a":1,}'],
    ['single quotes', "{'a':1}"],
    ['a comment', '{"a":1}//'],
    ['a BOM', '\uFEFF{}'],
    ['NaN', 'NaN'],
    ['-Infinity', '[-Infinity]'],
    ['undefined', 'undefined'],
    ['a leading zero', '01'],
    ['a control character in a string', '"\n"'],
    ['an unfinished string', '"a'],
    ['an unfinished escape', '"\\'],
    ['an unfinished object', '{"a":'],
    ['J27 a member twice', '{"a":1,"a":2}'],
    ['J27 a member twice with the same value', '{"a":1,"a":1}'],
    ['J27 a member twice, once escaped', '{"sub":1,"s\\u0075b":2}'],
    ['J27 a member twice, further down', '[{"b":{"a":1,"c":{},"a":[]}}]'],
    ['J27 an empty name twice', '{"":1,"":2}'],
    ['J27 __proto__ twice', '{"__proto__":1,"__proto__":2}'],
    ['J27 a name with a quote twice', '{"\\"":1,"\\u0022":2}'],
    ['a lone surrogate', '"\\ud800"'],
    ['a lone surrogate in a name', '{"\\udc00":1}'],
    ['a reversed pair', '"\\udc00\\ud800"'],
    ['a raw lone surrogate', '"\uD800"'],
    ['J50 33 levels', nested(33)],
    ['J50 33 levels of objects', `${'{"a":'.repeat(33)}1${'}'.repeat(33)}`],
    ['J50 100,000 levels', nested(100_000)],
    ['J50 100,000 levels that never end', '['.repeat(100_000)],
  ]
  for (const [id, text] of rows) {
    it(id, () => assert.throws(() => parseJson(text), refusal('invalid_request')))
  }

  it('without quoting what it refuses', () => {
    try {
      parseJson('{"password":"hunter2",}')
      assert.fail()
    } catch (error) {
      assert.ok(error instanceof Error)
      assert.ok(!`${error.message}${String(error.cause)}`.includes('hunter2'))
    }
  })
})

describe('parseJson reads', () => {
  const rows: readonly (readonly [string, string])[] = [
    ['32 levels', nested(32)],
    ['forty lists beside each other', `[${Array.from({ length: 40 }, () => '[]').join()}]`],
    ['forty objects beside each other', `[${Array.from({ length: 40 }, () => '{}').join()}]`],
    ['brackets and colons in strings', '{"a:{[":"]}:","b":"\\"{:"}'],
    ['a backslash before the closing quote', '{"a\\\\":"\\\\","b":1}'],
    ['the same name in different objects', '{"a":{"a":1},"b":[{"a":2},{"a":3}]}'],
    ['a surrogate pair, spelled both ways', '"\\ud83d\\ude00😀"'],
    ['white space', '\n{ "a" :\t1 }\r '],
    ['names like numbers, in any order', '{"b":1,"10":2,"9":3,"a":4}'],
    ['null', 'null'],
    ['names every object inherits', '{"constructor":1,"toString":{},"hasOwnProperty":null}'],
  ]
  for (const [id, text] of rows) {
    it(id, () => assert.deepEqual(parseJson(text), JSON.parse(text)))
  }

  it('J41 __proto__ as a member like any other', () => {
    const value = parseJson(
      '{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}',
    )
    assert.ok(typeof value === 'object' && value !== null)
    assert.deepEqual(Object.keys(value), ['__proto__', 'constructor'])
    assert.equal(Reflect.get(value, 'admin'), undefined)
    assert.equal(Reflect.get({}, 'admin'), undefined)
  })
})

describe('parseJson and JSON.parse', () => {
  it('agree on whatever JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
        const text = JSON.stringify(value)
        assert.deepEqual(parseJson(text), JSON.parse(text))
      }),
    )
  })

  it('agree on any text, or parseJson refuses it', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ':',
      ',',
      '"',
      '\\',
      '"a"',
      '"\\u0061"',
      '1',
      ' ',
      'null',
    )
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece).map((all) => all.join('')),
    )
    fc.assert(
      fc.property(text, (input) => {
        let value: unknown
        const code = codeOf(() => {
          value = parseJson(input)
        })
        if (code === undefined) assert.deepEqual(value, JSON.parse(input))
        else assert.equal(code, 'invalid_request')
      }),
      { numRuns: 2_000 },
    )
  })

  it('J27 differ exactly on objects that say something twice', () => {
    const name = fc.constantFrom('a', 'b', '__proto__', '')
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.jsonValue())), (members) => {
        const text = `{${members.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join()}}`
        const twice = new Set(members.map(([key]) => key)).size < members.length
        assert.equal(
          codeOf(() => parseJson(text)),
          twice ? 'invalid_request' : undefined,
        )
      }),
    )
  })
})
