import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { parseBasic } from '../../src/http/basic.ts'

const encode = (text: string | Uint8Array): string => Buffer.from(text).toString('base64')

interface Row {
  readonly id: string
  readonly input: string
  readonly expect?: readonly [name: string, password: string]
}

const rows: readonly Row[] = [
  {
    id: 'RFC 7617 §2 example',
    input: 'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==',
    expect: ['Aladdin', 'open sesame'],
  },
  {
    id: 'RFC 7617 §2.1 example in UTF-8',
    input: 'Basic dGVzdDoxMjPCow==',
    expect: ['test', '123£'],
  },
  { id: 'H02 scheme in any case', input: `bAsIc ${encode('a:b')}`, expect: ['a', 'b'] },
  { id: 'H14 two spaces', input: `Basic  ${encode('a:b')}`, expect: ['a', 'b'] },
  {
    id: 'H14 missing padding',
    input: 'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ',
    expect: ['Aladdin', 'open sesame'],
  },
  { id: 'H14 colon in the password', input: `Basic ${encode('a:b:c:')}`, expect: ['a', 'b:c:'] },
  { id: 'H14 empty password', input: `Basic ${encode('a:')}`, expect: ['a', ''] },
  {
    id: 'H14 8 KB',
    input: `Basic ${encode(`a:${'b'.repeat(8_192)}`)}`,
    expect: ['a', 'b'.repeat(8_192)],
  },
  { id: 'H14 empty user', input: `Basic ${encode(':b')}` },
  { id: 'H14 empty user and password', input: `Basic ${encode(':')}` },
  { id: 'H14 no colon', input: `Basic ${encode('ab')}` },
  { id: 'H14 empty', input: 'Basic ' },
  { id: 'H14 scheme alone', input: 'Basic' },
  { id: 'H14 not base64', input: 'Basic ????' },
  { id: 'H14 url-safe alphabet', input: `Basic ${Buffer.from('a:???').toString('base64url')}` },
  { id: 'H14 inner space', input: 'Basic YTp iYg' },
  { id: 'H14 padding where none belongs', input: 'Basic YTpi==' },
  { id: 'H14 stray bits in the last character', input: 'Basic YTpiYh==' },
  { id: 'H14 one character too many', input: 'Basic YTpiY' },
  { id: 'H15 Latin-1', input: `Basic ${encode(Uint8Array.of(0x61, 0x3a, 0xe9))}` },
  { id: 'H15 overlong UTF-8', input: `Basic ${encode(Uint8Array.of(0x61, 0x3a, 0xc0, 0xaf))}` },
  { id: 'H17 NUL in the password', input: `Basic ${encode('a:b\0c')}` },
  { id: 'H17 newline in the name', input: `Basic ${encode('a\nb:c')}` },
  { id: 'H17 DEL', input: `Basic ${encode('a:\u007f')}` },
  { id: 'H06 another scheme', input: `Bearer ${encode('a:b')}` },
]

describe('parseBasic', () => {
  for (const { id, input, expect } of rows) {
    it(id, () => {
      const [name, password] = expect ?? []
      assert.deepEqual(parseBasic(input), expect && { name, password })
    })
  }

  it('reads back every name without a colon and every password', () => {
    const text = fc.string({ unit: 'grapheme' }).filter((value) => !/\p{Cc}/u.test(value))
    const names = text.filter((name) => name !== '' && !name.includes(':'))
    fc.assert(
      fc.property(names, text, (name, password) => {
        assert.deepEqual(parseBasic(`Basic ${encode(`${name}:${password}`)}`), { name, password })
      }),
    )
  })

  it('takes any text without throwing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        parseBasic(text)
        assert.notEqual(parseBasic(`Basic ${text}`)?.name, '')
      }),
    )
  })
})
