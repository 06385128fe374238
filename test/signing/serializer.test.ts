import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  BadData,
  BadPayload,
  BadSignature,
  base64Encode,
  JSONWebSignatureSerializer,
  PythonFloat,
  readRememberCookie,
  Serializer,
  Signer,
  TimedJSONWebSignatureSerializer,
  TimedSerializer,
  URLSafeSerializer,
  URLSafeTimedSerializer,
  writeRememberCookie,
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
  it('is written where that is shorter, and only there', () => {
    const serializer = new URLSafeSerializer(secretKey)
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

describe('a JWS', () => {
  const jws = new JSONWebSignatureSerializer(secretKey)
  const signed = (header: string, payload = base64Encode('"v"')) =>
    jws.makeSigner().sign(`${base64Encode(header)}.${payload}`)

  it('has a header with fields of its own and one algorithm', () => {
    for (const headerFields of [{ kid: '1' }, new Map([['kid', '1']])]) {
      const token = jws.dumps('v', { headerFields })
      const header = { kid: '1', alg: 'HS512' }
      assert.equal(token.split('.')[0], base64Encode(JSON.stringify(header)))
      assert.deepEqual(jws.loads(token, { returnHeader: true }), ['v', header])
      assert.equal(jws.loads(token), 'v')
    }
    assert.deepEqual(jws.iterUnsigners().length, 1)
    assert.throws(() => new JSONWebSignatureSerializer(secretKey, Object({ algorithmName: 'x' })), {
      name: 'RangeError',
    })
  })

  it('with a salt has another key', () => {
    const salted = new JSONWebSignatureSerializer(secretKey, { salt: 's' })
    assert.deepEqual(Buffer.from(jws.makeSigner().deriveKey()).toString(), secretKey)
    assert.equal(salted.loads(jws.dumps('v', { salt: 's' })), 'v')
    assert.equal(jws.loads(salted.dumps('v'), { salt: 's' }), 'v')
    assert.throws(() => jws.loads(salted.dumps('v')), BadSignature)
  })

  it('says which of its parts cannot be read', () => {
    const refusals: readonly (readonly [
      token: string,
      name: string,
      code: string,
      message: RegExp,
    ])[] = [
      [jws.makeSigner().sign('e30'), 'BadPayload', 'payload_malformed', /^No "\." found in value/],
      [jws.makeSigner().sign('*.MQ'), 'BadHeader', 'token_malformed', /base64 decode the header/],
      [signed('{}', '*'), 'BadPayload', 'payload_malformed', /base64 decode the payload/],
      [signed('{}', 'MQ.MQ'), 'BadPayload', 'payload_malformed', /base64 decode the payload/],
      [signed('{', 'MQ'), 'BadHeader', 'token_malformed', /header because it was malformed/],
      [signed('[]'), 'BadHeader', 'token_malformed', /is not a JSON object/],
      [signed('null'), 'BadHeader', 'token_malformed', /is not a JSON object/],
      [signed('1'), 'BadHeader', 'token_malformed', /is not a JSON object/],
      [signed('{"alg":"HS256"}'), 'BadHeader', 'algorithm_not_allowed', /^Algorithm mismatch/],
      [signed('{}'), 'BadHeader', 'algorithm_not_allowed', /^Algorithm mismatch/],
    ]
    for (const [token, name, code, message] of refusals) {
      assert.throws(() => jws.loads(token), { name, code, message })
    }
    assert.throws(
      () => jws.loads(signed('{}', '*')),
      (error) => error instanceof BadPayload && error.originalError instanceof BadData,
    )
    assert.throws(() => jws.loads(signed('{"alg":"x"}')), { payload: 'v', header: { alg: 'x' } })
  })

  it('has no members of a prototype', () => {
    assert.throws(() => jws.loads(signed('{"alg2":1}')), { code: 'algorithm_not_allowed' })
    const timed = new TimedJSONWebSignatureSerializer(secretKey, { clock })
    const token = signed('{"alg":"HS512","__proto__":{"exp":9999999999}}')
    assert.throws(() => timed.loads(token), { message: 'Missing expiry date', payload: 'v' })
  })
})

describe('a JWS with a time', () => {
  const at = (seconds: number, options: object = {}) =>
    new TimedJSONWebSignatureSerializer(secretKey, { clock: () => seconds, ...options })
  const jws = at(1_700_000_000, { expiresIn: 60 })
  const claiming = (header: string, alg = 'HS512') =>
    base64Encode(`{"alg":"${alg}",${header}}`) + `.${base64Encode('"v"')}`
  const loads = (seconds: number, header: string, options: object = {}, alg = 'HS512') => {
    const timed = at(seconds, options)
    return timed.loads(timed.makeSigner().sign(claiming(header, alg)))
  }

  it('is good in the second of its expiry', () => {
    const token = jws.dumps('v')
    const header = { alg: 'HS512', iat: 1_700_000_000, exp: 1_700_000_060 }
    assert.equal(at(1_700_000_060).loads(token), 'v')
    assert.deepEqual(at(1_700_000_060).loads(token, { returnHeader: true }), ['v', header])
    assert.throws(() => at(1_700_000_061).loads(token), {
      name: 'SignatureExpired',
      code: 'token_expired',
      payload: 'v',
      dateSigned: new Date(1_700_000_000_000),
    })
    assert.deepEqual(at(1_700_003_600).loads(at(1_700_000_000).dumps('v')), 'v')
  })

  it('has an expiry that is read as the era did', () => {
    for (const exp of ['0', '-0.5', '0.9', '1e3', '100.0', '12345678901']) {
      const isOver = Number(exp) < 10_000
      if (isOver)
        assert.throws(() => loads(1_700_000_000, `"exp":${exp}`), { code: 'token_expired' })
      else assert.equal(loads(1_700_000_000, `"exp":${exp}`), 'v')
    }
    assert.equal(loads(100, '"exp":100.9'), 'v')
    assert.throws(() => loads(101, '"exp":100.9'), { code: 'token_expired' })
    assert.throws(() => loads(1, '"exp":-1'), { name: 'BadHeader', payload: 'v' })
    assert.throws(() => loads(1, '"iat":1'), {
      name: 'BadSignature',
      message: 'Missing expiry date',
    })
    const old = { era: '0.24' }
    for (const exp of ['0', '-1', '"9999999999"']) {
      const message = 'expiry date is not an IntDate'
      assert.throws(() => loads(1, `"exp":${exp}`, old, 'HS256'), { name: 'BadSignature', message })
    }
    assert.equal(loads(100, '"exp":100.9', old, 'HS256'), 'v')
    assert.throws(() => loads(101, '"exp":100.9', old, 'HS256'), { code: 'token_expired' })
  })

  it('in compat takes the expiry that int() takes', () => {
    const compat = { compat: true }
    for (const exp of ['" 9_999 "', '"+9999"', '"0009999"', '9999.0', '9999']) {
      assert.equal(loads(9_999, `"exp":${exp}`, compat), 'v')
      assert.throws(() => loads(10_000, `"exp":${exp}`, compat), { code: 'token_expired' })
    }
    assert.throws(() => loads(2, '"exp":true', compat), { code: 'token_expired' })
    assert.equal(loads(1, '"exp":true', compat), 'v')
    for (const exp of [
      '"9__9"',
      '"_9"',
      '"9_"',
      '"-1"',
      '"1.5"',
      '""',
      '"x"',
      'null',
      'Infinity',
      'NaN',
    ]) {
      assert.throws(() => loads(1, `"exp":${exp}`, compat), { name: 'BadHeader' })
    }
  })

  it('says when it was signed, as far as that is a date', () => {
    const dates: readonly (readonly [iat: string, date: Date | undefined])[] = [
      ['1.9', new Date(1_000)],
      ['true', new Date(1_000)],
      ['"1"', undefined],
      ['1e300', undefined],
      ['null', undefined],
    ]
    for (const [iat, dateSigned] of dates) {
      assert.throws(() => loads(10, `"exp":1,"iat":${iat}`), { code: 'token_expired', dateSigned })
    }
  })
})

describe('a remember cookie', () => {
  it('is signed with the key as Latin-1', () => {
    // hmac.new('clé'.encode('latin1'), b'7', 'sha512').hexdigest(), and with 'sha1'
    const sha512 =
      '3eda5c76948c6cddeae583a079fb71fbdac3a06685cc931c9b6756fd07527ab7' +
      '4333135926401227895e1985a2dabc6d4765be9e0bca4c14ecd07b56a301b0df'
    const sha1 = '604a49ff60c5733e535d9230a19f93816fff029f'
    for (const key of ['clé', Buffer.from('clé', 'latin1')]) {
      assert.equal(writeRememberCookie('7', { secretKey: key }), `7|${sha512}`)
      for (const digest of [sha512, sha1]) {
        assert.equal(readRememberCookie(`7|${digest}`, { secretKey: key }), '7')
      }
    }
  })

  it('says what is wrong with it, and what it claims', () => {
    assert.throws(() => readRememberCookie('7', { secretKey }), {
      message: "No '|' found in value",
    })
    assert.throws(() => readRememberCookie('7|8|9', { secretKey }), {
      message: 'Signature does not match',
      payload: new TextEncoder().encode('7|8'),
    })
    for (const key of ['', new Uint8Array(), 'ключ']) {
      const message = /^secretKey: /
      assert.throws(() => writeRememberCookie('7', { secretKey: key }), {
        name: 'TypeError',
        message,
      })
    }
    const message = /^accountId: /
    assert.throws(() => writeRememberCookie('\ud800', { secretKey }), { message })
  })

  it('has 65,536 characters at most', () => {
    const longest = writeRememberCookie('7'.repeat(65_536 - 129), { secretKey })
    assert.equal(readRememberCookie(longest, { secretKey }).length, 65_407)
    const code = 'token_too_large'
    assert.throws(() => readRememberCookie(`7${longest}`, { secretKey }), { code })
  })
})
