import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inspect } from 'node:util'
import { deflateSync } from 'node:zlib'
import {
  BadPayload,
  BadSignature,
  BadTimeSignature,
  base64Decode,
  base64Encode,
  HMACAlgorithm,
  json,
  JSONWebSignatureSerializer,
  NoneAlgorithm,
  PythonFloat,
  Serializer,
  Signer,
  TimedJSONWebSignatureSerializer,
  TimedSerializer,
  TimestampSigner,
  URLSafeSerializer,
  URLSafeTimedSerializer,
} from '../../src/signing/index.ts'

const secretKey = 'a secret key'
const clock = () => 1_700_000_000

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)

describe('signing refuses', () => {
  const urlSafe = new URLSafeSerializer(secretKey)
  const signed = (payload: string): string => urlSafe.makeSigner().sign(payload)
  const compressed = (bytes: Uint8Array): string => signed(`.${base64Encode(deflateSync(bytes))}`)

  it('what decompresses to more than 64 KiB, before it has', () => {
    const bomb = compressed(new Uint8Array(8 * 1_048_576))
    assert.throws(() => urlSafe.loads(bomb), { name: 'BadPayload', code: 'token_too_large' })
    const more = new URLSafeSerializer(secretKey, { maxBytes: 100_000 })
    const text = `"${'a'.repeat(90_000)}"`
    assert.equal(more.loads(compressed(Buffer.from(text))), JSON.parse(text))
  })

  it('a second spelling of what is compressed', () => {
    const stream = Buffer.concat([deflateSync('"aaaaaaaaaaaaaaaaaaaaaaaa"'), Buffer.from('junk')])
    const token = signed(`.${base64Encode(stream)}`)
    assert.throws(() => urlSafe.loads(token), BadPayload)
    const lenient = new URLSafeSerializer(secretKey, { compat: true })
    assert.equal(lenient.loads(token), 'a'.repeat(24))
  })

  it('a token that is too long, and does not write one', () => {
    const long = 'a'.repeat(65_536)
    for (const token of [long + '.', Buffer.from(long + '.'), 'é'.repeat(40_000)]) {
      assert.throws(() => urlSafe.loads(token), { name: 'BadSignature', code: 'token_too_large' })
    }
    assert.throws(() => new Serializer(secretKey).dumps(long), RangeError)
  })

  it('JSON that can be read in two ways, or not in JavaScript', () => {
    const texts = ['{"a":1,"\\u0061":2}', 'NaN', '-Infinity', '1e999', '"\\ud800"', nested(33)]
    for (const text of texts) {
      assert.throws(() => json.loads(text), { code: 'payload_malformed' }, text)
      json.loads(text, { compat: true })
    }
    assert.throws(() => json.loads(nested(100_000), { compat: true }), BadPayload)
    assert.throws(() => json.loads('9'.repeat(4_301), { compat: true }), BadPayload)
    assert.equal(json.loads('9'.repeat(4_300)), BigInt('9'.repeat(4_300)))
  })

  it('to write what JSON has not', () => {
    const circular: unknown[] = []
    circular.push(circular)
    const values = [
      undefined,
      { a: undefined },
      () => 1,
      Symbol('a'),
      new Date(0),
      new Map([[1, 2]]),
    ]
    for (const value of [...values, circular, [new Uint8Array(1)], Array(1)]) {
      assert.throws(() => json.dumps(value), TypeError)
      assert.throws(() => json.dumps(value, { compat: true }), TypeError)
    }
    assert.throws(() => urlSafe.dumps('\ud800'), TypeError)
    assert.throws(() => new Signer(secretKey).sign('\ud800'), TypeError)
  })

  it('a member called __proto__ as a way to a prototype', () => {
    const value = json.loads('{"__proto__":{"isAdmin":true}}')
    assert.equal(Reflect.get(Object(value), 'isAdmin'), undefined)
    assert.deepEqual(Object.keys(Object(value)), ['__proto__'])
    assert.equal(json.dumps(value), '{"__proto__": {"isAdmin": true}}')
  })

  it('alg none, and any algorithm but its own', () => {
    const jws = new JSONWebSignatureSerializer(secretKey)
    const none = new JSONWebSignatureSerializer(secretKey, { algorithmName: 'none' })
    assert.throws(() => jws.loads(none.dumps(1)), { code: 'signature_invalid' })
    const header = base64Encode('{"alg":"none"}')
    const lying = jws.makeSigner().sign(`${header}.${base64Encode('1')}`)
    assert.throws(() => jws.loads(lying), { name: 'BadHeader', code: 'algorithm_not_allowed' })
    assert.deepEqual(jws.loadsUnsafe(lying), [false, null])
  })

  it('an expiry that is no time', () => {
    for (const era of ['0.24', '1.x'] as const) {
      const jws = new TimedJSONWebSignatureSerializer(secretKey, { era, clock })
      const { alg } = { alg: era === '0.24' ? 'HS256' : 'HS512' }
      for (const exp of ['null', '[]', '"9999999999"', 'true', '-1', '{}']) {
        const header = base64Encode(`{"alg":"${alg}","exp":${exp}}`)
        const token = jws.makeSigner().sign(`${header}.${base64Encode('1')}`)
        assert.throws(() => jws.loads(token), BadSignature, exp)
      }
      const untimed = new JSONWebSignatureSerializer(secretKey, { era })
      assert.throws(() => jws.loads(untimed.dumps(1)), BadSignature)
    }
  })

  it('times that no calendar has, with its own error', () => {
    const signer = new TimestampSigner(secretKey)
    const text = new Signer(secretKey).sign(`v.${base64Encode(new Uint8Array(8).fill(255))}`)
    assert.throws(() => signer.unsign(text, { maxAge: 1 }), BadTimeSignature)
    assert.throws(() => signer.unsign(text, { returnTimestamp: true }), BadTimeSignature)
    assert.equal(signer.unsign(text), 'v')
    assert.throws(() => signer.unsign(signer.sign('v'), { maxAge: Number.NaN }), RangeError)
  })

  it('mistakes when something is made', () => {
    for (const key of ['', [], ['a', ''], new Uint8Array()]) {
      assert.throws(() => new Signer(key), TypeError)
      assert.throws(() => new Serializer(key), TypeError)
    }
    assert.ok(new Signer('', { allowEmptySecretKey: true }))
    const sep = new Uint8Array([0xff])
    assert.throws(() => new Signer(secretKey, { sep }), TypeError)
    assert.throws(() => new Serializer(secretKey, { signerOptions: { sep: 'a' } }), RangeError)
    assert.throws(() => new TimedSerializer(secretKey, { signer: Signer }), TypeError)
    const fallbackSigners = [Signer]
    assert.throws(() => new TimedSerializer(secretKey, { fallbackSigners }), TypeError)
    assert.throws(() => new Signer(secretKey, { maxBytes: 0 }), RangeError)
    assert.throws(
      () => new TimedJSONWebSignatureSerializer(secretKey, { expiresIn: Infinity }),
      RangeError,
    )
    assert.throws(() => new PythonFloat(Object(1)), TypeError)
    // What a program without types might pass.
    for (const options of [{ era: '3.x' }, { digestMethod: 'sha0' }, { keyDerivation: 'x' }]) {
      assert.throws(() => Reflect.construct(Signer, [secretKey, options]), /RangeError|TypeError/)
    }
  })
})

describe('an error of signing', () => {
  it('quotes no token, and shows none where it is logged', () => {
    const serializer = new URLSafeTimedSerializer(secretKey, { clock })
    const token = serializer.dumps('secret-value')
    const [payload = '', , signature = ''] = token.split('.')
    const wrong = new URLSafeTimedSerializer(secretKey, { salt: 'other', clock })
    const errors = [
      () => wrong.loads(token),
      () => serializer.loads(token, { maxAge: -1 }),
      () => serializer.loads(serializer.makeSigner().sign('secret-value')),
    ].map((work) => {
      try {
        work()
      } catch (error) {
        return error
      }
      return assert.fail('it was read')
    })
    for (const error of errors) {
      const logged = `${inspect(error)} ${JSON.stringify(error)}`
      for (const part of ['secret-value', payload, signature]) assert.ok(!logged.includes(part))
    }
    assert.ok(errors[0] instanceof BadTimeSignature)
    assert.equal(serializer.loadPayload(errors[0].payload as Uint8Array), 'secret-value') // a signer's are bytes
  })
})

describe('a clock that tells no time', () => {
  const timed = new URLSafeTimedSerializer(secretKey, { clock })
  const jws = new TimedJSONWebSignatureSerializer(secretKey, { clock })
  const broken = { clock: () => Number.NaN }

  it('makes no token and accepts none', () => {
    const refusals = [
      () => new URLSafeTimedSerializer(secretKey, broken).dumps(1),
      () => new URLSafeTimedSerializer(secretKey, broken).loads(timed.dumps(1), { maxAge: 60 }),
      () => new TimedJSONWebSignatureSerializer(secretKey, broken).dumps(1),
      () => new TimedJSONWebSignatureSerializer(secretKey, broken).loads(jws.dumps(1)),
    ]
    for (const refused of refusals) {
      assert.throws(refused, { name: 'RangeError', message: /^clock: / })
    }
  })
})

describe('the smaller parts', () => {
  it('algorithms sign and verify by themselves', () => {
    const [key, value] = [Buffer.from('key'), Buffer.from('value')]
    const hmac = new HMACAlgorithm('sha256')
    assert.ok(hmac.verifySignature(key, value, hmac.getSignature(key, value)))
    assert.ok(!hmac.verifySignature(key, value, new Uint8Array(32)))
    const none = new NoneAlgorithm()
    assert.ok(none.verifySignature(key, value, none.getSignature()))
    assert.ok(!none.verifySignature(key, value, key))
  })

  it('base64Decode takes one spelling', () => {
    assert.deepEqual(Buffer.from(base64Decode('YQ')), Buffer.from('a'))
    for (const text of ['YQ==', 'YR', 'Y!Q', 'A', 'YQé', Buffer.from('YQ\xff', 'latin1')]) {
      assert.throws(() => base64Decode(text), { code: 'token_malformed' })
    }
  })

  it('sorts by code points, as Python does', () => {
    const value = { '😀': 1, '\uffff': 2, a: 3, ab: 4 }
    const text = json.dumps(value, { sortKeys: true, ensureAscii: false })
    assert.equal(text, '{"a": 3, "ab": 4, "\uffff": 2, "😀": 1}')
  })

  it('tries fallback signers, of other classes too, and a salt for once', () => {
    const old = new URLSafeTimedSerializer(secretKey, {
      clock,
      signerOptions: { digestMethod: 'sha256' },
    })
    const now = new URLSafeTimedSerializer(secretKey, {
      clock,
      fallbackSigners: [TimestampSigner, [TimestampSigner, { digestMethod: 'sha256' }]],
    })
    assert.equal(now.loads(old.dumps('v')), 'v')
    assert.equal(now.loads(old.dumps('v', { salt: 's' }), { salt: 's' }), 'v')
    assert.throws(() => now.loads(old.dumps('v', { salt: 's' })), BadSignature)
  })

  it('takes a serializer of its own, whose mistakes are bad payloads', () => {
    const serializer = { dumps: () => 'x', loads: () => assert.fail('no') }
    const own = new Serializer(secretKey, { serializer })
    assert.throws(() => own.loads(own.dumps(1)), BadPayload)
  })
})
