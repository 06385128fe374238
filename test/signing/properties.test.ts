import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  BadData,
  BadSignature,
  inspectUnverified,
  json,
  JSONWebSignatureSerializer,
  readFlaskSession,
  Serializer,
  Signer,
  TimedJSONWebSignatureSerializer,
  TimedSerializer,
  TimestampSigner,
  URLSafeSerializer,
  URLSafeTimedSerializer,
  writeFlaskSession,
  type Era,
  type SerializerOptions,
} from '../../src/signing/index.ts'

const secretKey = 'a secret key'
const clock = () => 1_700_000_000
const classes = [
  Serializer,
  TimedSerializer,
  URLSafeSerializer,
  URLSafeTimedSerializer,
  JSONWebSignatureSerializer,
  TimedJSONWebSignatureSerializer,
]
const eras: readonly Era[] = ['0.24', '1.x', '2.x']
const settings: SerializerOptions[] = eras.flatMap((era) =>
  [false, true].map((compat) => ({ era, compat, clock })),
)

/** JSON that comes back as the same JavaScript: no -0, no whole number that is not exact. */
const jsonValue = fc.jsonValue({ maxDepth: 5 }).map((value) => JSON.parse(JSON.stringify(value)))
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme-ascii' }),
  fc
    .array(fc.constantFrom('.', 'e30', 'eyJhbGciOiJIUzI1NiJ9', '=', '_', '\ud800', 'é', '|'))
    .map((a) => a.join('')),
)

/** Nothing but our own errors, whatever it is. */
function onlyOurs(work: () => unknown): void {
  try {
    work()
  } catch (error) {
    if (!(error instanceof BadData)) throw error
  }
}

describe('signing, whatever is signed', () => {
  for (const type of classes) {
    it(`${type.name} gives back what it was given, in every era`, () => {
      fc.assert(
        fc.property(jsonValue, fc.constantFrom(...settings), (value: unknown, options) => {
          const serializer = new type(secretKey, options)
          assert.deepEqual(serializer.loads(serializer.dumps(value)), value)
        }),
      )
    })

    it(`${type.name} refuses a token with any bit changed`, () => {
      const serializer = new type(secretKey, { clock })
      const token = Buffer.from(serializer.dumps({ id: 1, scope: ['read', 'write'] }))
      for (let bit = 0; bit < token.length * 8; bit++) {
        const changed = new Uint8Array(token)
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        assert.throws(() => serializer.loads(changed), BadSignature, `bit ${bit}`)
      }
    })

    it(`${type.name} throws nothing but its own errors`, () => {
      const text = fc.oneof(anyText, fc.uint8Array())
      fc.assert(
        fc.property(text, text, fc.constantFrom(...settings), (value, other, options) => {
          const serializer = new type(secretKey, options)
          onlyOurs(() => serializer.loads(value))
          onlyOurs(() => serializer.loadsUnsafe(value))
          onlyOurs(() => serializer.loadPayload(value))
          // Well signed, and yet not what a serializer writes.
          const signed = serializer
            .makeSigner()
            .sign(typeof other === 'string' ? Buffer.from(other) : other)
          onlyOurs(() => serializer.loads(signed))
          onlyOurs(() => serializer.loadsUnsafe(signed))
        }),
      )
    })
  }

  it('signers give back bytes as bytes and text as text', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string({ unit: 'grapheme' }), (bytes, text) => {
        for (const signer of [new Signer(secretKey), new TimestampSigner(secretKey, { clock })]) {
          assert.deepEqual(new Uint8Array(signer.unsign(signer.sign(bytes))), bytes)
          assert.equal(signer.unsign(signer.sign(text)), text)
        }
      }),
    )
  })

  it('no other spelling of a token is read', () => {
    const serializer = new URLSafeTimedSerializer(secretKey, { clock })
    const lenient = new URLSafeTimedSerializer(secretKey, { clock, compat: true })
    const token = serializer.dumps({ id: 1 })
    const others = [
      `${token}====`,
      `${token.slice(0, -3)}!!!!${token.slice(-3)}`,
      `${token}é`.repeat(1),
    ]
    assert.deepEqual(lenient.loads(others[0] ?? ''), { id: 1 })
    assert.deepEqual(lenient.loads(others[1] ?? ''), { id: 1 })
    for (const other of others) assert.throws(() => serializer.loads(other), BadSignature)
  })

  it('inspectUnverified never throws', () => {
    fc.assert(fc.property(anyText, (text) => void inspectUnverified(text)))
  })

  it('Flask sessions come back', () => {
    const session = fc.dictionary(fc.string(), jsonValue)
    fc.assert(
      fc.property(session, (value: Record<string, unknown>) => {
        const cookie = writeFlaskSession(value, { secretKey, clock })
        assert.deepEqual(readFlaskSession(cookie, { secretKey, clock }), { ...value })
      }),
    )
  })

  it('JSON agrees with JSON.parse about what JSON is, but for what can be read in two ways', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ':',
      ',',
      '"a"',
      '"',
      '\\',
      '1',
      '-0.5e3',
      'null',
      ' ',
      '\n',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 9 }), (pieces) => {
        const text = pieces.join('')
        let value: unknown
        try {
          value = JSON.parse(text)
        } catch {
          assert.throws(() => json.loads(text), { code: 'payload_malformed' })
          return
        }
        onlyOurs(() => assert.deepEqual(json.loads(text), value))
      }),
      { numRuns: 2_000 },
    )
  })
})
