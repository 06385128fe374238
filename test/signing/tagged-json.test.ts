import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { BadPayload, FlaskValue, PythonFloat } from '../../src/signing/index.ts'
import { taggedJson } from '../../src/signing/tagged-json.ts'

const id = '01234567-89ab-cdef-0123-456789abcdef'

/** A text, what it says in JavaScript and what it says without loss. */
const texts: readonly (readonly [text: string, value: unknown, lossless: unknown])[] = [
  ['{" t":[1,{" t":[]}]}', [1, []], new FlaskValue('tuple', [1, new FlaskValue('tuple', [])])],
  ['{" m":"<b>"}', '<b>', new FlaskValue('markup', '<b>')],
  [`{" u":"${id.replaceAll('-', '')}"}`, id, new FlaskValue('uuid', id)],
  ['{" b":"AP8="}', Uint8Array.of(0, 255), Uint8Array.of(0, 255)],
  [
    '{" d":"Tue, 02 Jan 2024 03:04:05 GMT"}',
    new Date('2024-01-02T03:04:05Z'),
    new Date('2024-01-02T03:04:05Z'),
  ],
  ['{" di":{" t__":1}}', { ' t': 1 }, new Map([[' t', 1]])],
  ['{" di":{" di__":{"a":1.0}}}', { ' di': { a: 1 } }, nest(' di', 'a', new PythonFloat(1))],
  ['[1.0,2.5,null,"a"]', [1, 2.5, null, 'a'], [new PythonFloat(1), 2.5, null, 'a']],
  ['{" t":1,"a":2}', { ' t': 1, a: 2 }, new Map(Object.entries({ ' t': 1, a: 2 }))],
  ['{" x":1}', { ' x': 1 }, new Map([[' x', 1]])],
  ['{}', {}, new Map()],
]

function nest(outer: string, inner: string, value: unknown): unknown {
  return new Map([[outer, new Map([[inner, value]])]])
}

describe('the JSON of a Flask session', () => {
  for (const [text, value, lossless] of texts) {
    it(`reads and writes ${text}`, () => {
      assert.deepStrictEqual(taggedJson.loads(text, {}), value)
      assert.deepStrictEqual(taggedJson.loads(text, { lossless: true }), lossless)
      assert.equal(taggedJson.dumps(lossless, {}), text)
    })
  }

  const malformed = [
    ['{" t":1}', '{" t":"ab"}', '{" t":{"a":1}}', '{" m":1}', '{" m":["a"]}', '{" b":5}'],
    ['{" b":"*"}', '{" b":"AP8"}', '{" b":"AP9="}', '{" d":5}', '{" d":"yesterday"}'],
    ['{" d":"2024-01-02"}', '{" d":"Tue, 02 Jan 2024 25:04:05 GMT"}', '{" d":null}'],
    ['{" u":5}', '{" u":"5"}', `{" u":"${id}"}`, `{" u":"${'0'.repeat(33)}"}`],
    [`{" u":"${'A'.repeat(32)}"}`, '{" u":12345678901234567890123456789012}'],
    ['{" di":{}}', '{" di":{"a__":1,"b__":2}}', '{" di":[1]}', '{" di":"a"}', '{" di":null}'],
    ['{" di":{" m":"a"}}', '{" di":{" b":"AP8="}}', '[{"a":{" t":{}}}]'],
  ].flat()
  for (const text of malformed) {
    it(`does not read ${text}`, () => {
      assert.throws(() => taggedJson.loads(text, {}), BadPayload)
    })
  }

  it('is ASCII with sorted names, unless told otherwise', () => {
    const value = { b: 1, a: 'é' }
    assert.equal(taggedJson.dumps(value, {}), String.raw`{"a":"\u00e9","b":1}`)
    const options = { ensureAscii: false, sortKeys: false }
    assert.equal(taggedJson.dumps(value, options), '{"b":1,"a":"é"}')
  })

  it('has the bytes of a view, not of what is behind it', () => {
    const view = Uint8Array.of(1, 0, 255, 1).subarray(1, 3)
    assert.equal(taggedJson.dumps([view], {}), '[{" b":"AP8="}]')
  })

  it('has values in values', () => {
    const at = new Date('2024-01-02T03:04:05Z')
    const value = Object.assign(Object.create(null), { a: [new FlaskValue('tuple', [at])] })
    const text = '{"a":[{" t":[{" d":"Tue, 02 Jan 2024 03:04:05 GMT"}]}]}'
    assert.equal(taggedJson.dumps(value, {}), text)
    assert.deepEqual(taggedJson.loads(text, {}), { a: [[at]] })
  })

  it('is nested 990 levels deep at most in compat, of which a tuple is two', () => {
    const tuples = (depth: number): FlaskValue =>
      new FlaskValue('tuple', depth === 1 ? [] : [tuples(depth - 1)])
    const text = taggedJson.dumps(tuples(495), { compat: true })
    assert.deepEqual(taggedJson.loads(text, { compat: true, lossless: true }), tuples(495))
    assert.throws(() => taggedJson.dumps(tuples(496), { compat: true }), TypeError)
  })

  it('has no other classes, no broken dates and nothing in itself', () => {
    const list: unknown[] = []
    const tuple = new FlaskValue('tuple', list)
    list.push(tuple)
    const object: Record<string, unknown> = {}
    object['self'] = object
    const map = new Map<string, unknown>()
    map.set('self', map)
    for (const value of [new URL('a:b'), new Date(Number.NaN), tuple, object, map, [list]]) {
      assert.throws(() => taggedJson.dumps(value, {}), TypeError)
    }
  })
})
