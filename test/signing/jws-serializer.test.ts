import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  BadData,
  BadPayload,
  BadSignature,
  base64Encode,
  JSONWebSignatureSerializer,
  TimedJSONWebSignatureSerializer,
} from '../../src/signing/index.ts'

const secretKey = 'a secret key'
const clock = () => 1_700_000_000

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

  it('shows no value where its algorithm is another, not even one that looks like a payload', () => {
    const token = signed('{"alg":"HS256"}', base64Encode('"e30.MQ"'))
    assert.deepEqual(jws.loadsUnsafe(token), [false, null])
    assert.throws(() => jws.loadPayload('\ud800.'), { name: 'BadPayload' })
  })

  it('has no members of a prototype', () => {
    assert.throws(() => jws.loads(signed('{"alg2":1}')), { code: 'algorithm_not_allowed' })
    const timed = new TimedJSONWebSignatureSerializer(secretKey, { clock })
    const token = signed('{"alg":"HS512","__proto__":{"exp":9999999999}}')
    assert.throws(() => timed.loads(token), { message: 'Missing expiry date', payload: 'v' })
  })
})

const at = (seconds: number, options: object = {}) =>
  new TimedJSONWebSignatureSerializer(secretKey, { clock: () => seconds, ...options })
const jws = at(1_700_000_000, { expiresIn: 60 })
const claiming = (header: string, alg = 'HS512') =>
  base64Encode(`{"alg":"${alg}",${header}}`) + `.${base64Encode('"v"')}`
const loads = (seconds: number, header: string, options: object = {}, alg = 'HS512') => {
  const timed = at(seconds, options)
  return timed.loads(timed.makeSigner().sign(claiming(header, alg)))
}

describe('a JWS with a time', () => {
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
