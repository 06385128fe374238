import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  BadPayload,
  BadSignature,
  base64Encode,
  JSONWebSignatureSerializer,
  PythonFloat,
  Serializer,
  Signer,
  TimedSerializer,
  URLSafeSerializer,
  URLSafeTimedSerializer,
  type PayloadSerializer,
} from '../../src/signing/index.ts'

const secretKey = 'a secret key'
const clock = () => 1_700_000_000

/** One that turns the text around, and can be seen to have been asked. */
const backwards: PayloadSerializer = {
  dumps: (value) => String(value).split('').toReversed().join(''),
  loads: (text) => text.split('').toReversed().join(''),
}

describe('a serializer', () => {
  it('says at once what makes no sense', () => {
    const options = [
      { signerOptions: { sep: 'a' } },
      { fallbackSigners: [{ sep: 'a' }] },
      { fallbackSigners: [[Signer, { sep: 'a' }]] },
    ] as const
    for (const each of options) assert.throws(() => new Serializer(secretKey, each), RangeError)
  })

  it('writes JSON as it is told', () => {
    const serializerOptions = { sortKeys: true, separators: [',', ' : '] } as const
    const serializer = new Serializer(secretKey, { serializerOptions })
    assert.equal(serializer.dumpPayload({ b: 1, a: 2 }), '{"a" : 2,"b" : 1}')
  })

  it('reads without loss where it is told', () => {
    const token = new Serializer(secretKey).dumps([new PythonFloat(1)])
    assert.deepEqual(new Serializer(secretKey).loads(token), [1])
    const lossless = new Serializer(secretKey, { lossless: true })
    assert.deepEqual(lossless.loads(token), [new PythonFloat(1)])
  })

  it('takes another serializer', () => {
    const options = { serializer: backwards, clock }
    for (const type of [Serializer, TimedSerializer, URLSafeSerializer, URLSafeTimedSerializer]) {
      const serializer = new type(secretKey, options)
      assert.match(new Serializer(secretKey, options).dumps('abc'), /^cba\./)
      assert.equal(serializer.loads(serializer.dumps('abc')), 'abc')
    }
    // The header of a JWS is JSON all the same.
    const header = base64Encode('{"alg":"HS512"}')
    const jws = new JSONWebSignatureSerializer(secretKey, options)
    assert.equal(jws.loadPayload(`${header}.${base64Encode('cba')}`), 'abc')
  })

  it('says why a payload cannot be read', () => {
    const serializer = new URLSafeSerializer(secretKey)
    const causes = ['/w', 'MQ*', 'e', '*', '\ud800', '.MQ'].map((payload) => {
      try {
        serializer.loadPayload(payload)
      } catch (error) {
        if (error instanceof BadPayload) return error.originalError
      }
      return assert.fail('it was read')
    })
    for (const cause of causes) assert.ok(cause instanceof Error)
    const bytes = new Serializer(secretKey)
    assert.throws(
      () => bytes.loadPayload(Uint8Array.of(0xff)),
      (error) => error instanceof BadPayload && error.originalError instanceof BadPayload,
    )
  })

  it('reads from text what has no UTF-8, where Python does', () => {
    const serializer = new Serializer(secretKey, { compat: true })
    assert.equal(serializer.loadPayload('"\ud800"'), '\ud800')
  })

  it('shows an untrue value, and null where there is none', () => {
    const serializer = new URLSafeTimedSerializer(secretKey, { clock })
    const token = serializer.dumps({ id: 1 })
    assert.deepEqual(serializer.loadsUnsafe(token), [true, { id: 1 }])
    assert.deepEqual(serializer.loadsUnsafe(`${token}A`), [false, { id: 1 }])
    assert.deepEqual(serializer.loadsUnsafe(token, { maxAge: -1 }), [false, { id: 1 }])
    assert.deepEqual(serializer.loadsUnsafe('*.ZVPxAA.wrong'), [false, null])
    assert.deepEqual(serializer.loadsUnsafe('nothing'), [false, null])
    const unreadable = serializer.makeSigner().sign('*')
    assert.throws(() => serializer.loadsUnsafe(unreadable), BadPayload)
  })

  it('gives the time of signing where that is asked for', () => {
    const serializer = new TimedSerializer(secretKey, { clock })
    const token = serializer.dumps('v')
    const date = new Date(1_700_000_000_000)
    assert.deepEqual(serializer.loads(token, { returnTimestamp: true }), ['v', date])
    assert.equal(serializer.loads(token, { returnTimestamp: false }), 'v')
  })

  it('stops at the signer that finds a value too old', () => {
    let tries = 0
    class Counted extends Signer {
      override unsign(): never {
        tries += 1
        throw new BadSignature('no')
      }
    }
    const first = new TimedSerializer(secretKey, { clock })
    const token = first.dumps('v')
    assert.throws(() => first.loads(token, { maxAge: -1 }), { code: 'token_expired' })
    const plain = new Serializer(secretKey, { fallbackSigners: [Counted, Counted] })
    assert.throws(() => plain.loads(`${plain.dumps('v')}A`), { message: 'no' })
    assert.equal(tries, 2)
    assert.equal(plain.loads(plain.dumps('v')), 'v')
    assert.equal(tries, 2)
  })

  it('tries every key of a fallback, and SHA-512 in the era 1.x', () => {
    const signerOptions = { digestMethod: 'sha512' } as const
    const token = new Serializer('old', { signerOptions }).dumps('v')
    assert.equal(new Serializer(['old', 'new'], { era: '1.x' }).loads(token), 'v')
    assert.equal(new Serializer(['old', 'new'], { era: '1.x' }).iterUnsigners().length, 3)
    assert.throws(() => new Serializer('old').loads(token), BadSignature)
    assert.throws(() => new Serializer('old', { era: '0.24' }).loads(token), BadSignature)
    const without = new Serializer('old', { era: '1.x', fallbackSigners: [] })
    assert.throws(() => without.loads(token), BadSignature)
  })
})

describe('a compressed payload', () => {
  const serializer = new URLSafeSerializer(secretKey)

  it('has 13 bytes or more', () => {
    assert.equal(serializer.dumpPayload(111_111_111_111), 'MTExMTExMTExMTEx')
    assert.equal(serializer.dumpPayload(1_111_111_111_111), '.eJwzNEQCABF4An4')
  })

  it('is written where that is shorter, and only there', () => {
    const payloads: readonly (readonly [value: string, isCompressed: boolean])[] = [
      ['', false],
      ['abc', false],
      ['aaaaaaaaa', false],
      ['aaaaaaaaaaaa', true],
      ['a'.repeat(600), true],
      [
        Array.from({ length: 600 }, (_, i) => String.fromCharCode(32 + ((i * i * 31) % 59))).join(
          '',
        ),
        true,
      ],
    ]
    for (const [value, isCompressed] of payloads) {
      const payload = serializer.dumpPayload(value)
      assert.equal(payload.startsWith('.'), isCompressed, value)
      assert.equal(serializer.loadPayload(payload), value)
      assert.equal(serializer.loadPayload(Buffer.from(payload)), value)
    }
  })
})
