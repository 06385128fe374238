import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  BadSignature,
  BadTimeSignature,
  base64Encode,
  Signer,
  TimestampSigner,
  type SigningAlgorithm,
} from '../../src/signing/index.ts'

const secretKey = 'a secret key'
const clock = () => 1_700_000_000

/** An algorithm that fails: no token is to blame. */
const broken: SigningAlgorithm = {
  getSignature: () => assert.fail('broken'),
  prepare: () => () => assert.fail('broken'),
}

describe('a signer', () => {
  it('signs with the newest key and takes a signature by any', () => {
    const [old, both] = [new Signer('old'), new Signer(['old', 'new'])]
    assert.equal(both.sign('v'), new Signer('new').sign('v'))
    assert.equal(both.unsign(old.sign('v')), 'v')
    assert.throws(() => old.unsign(both.sign('v')), { message: 'Signature does not match' })
    assert.deepEqual(both.deriveKey(), new Signer('new').deriveKey())
    assert.deepEqual(both.deriveKey('old'), old.deriveKey())
    assert.deepEqual(both.deriveKey(Buffer.from('old')), old.deriveKey())
  })

  it('signs what it is asked for, and says whether it did', () => {
    const signer = new Signer(secretKey)
    for (const value of ['v', 'é', Buffer.from('\xff', 'latin1')]) {
      const signature = signer.getSignature(value)
      assert.ok(signer.verifySignature(value, signature))
      assert.ok(signer.verifySignature(value, Buffer.from(signature)))
      assert.ok(!signer.verifySignature(value, `${signature.slice(0, -1)}_`))
      assert.ok(!signer.verifySignature(value, `${signature}A`))
      assert.ok(!signer.verifySignature('other', signature))
    }
    assert.ok(!signer.verifySignature('\ud800', signer.getSignature('')))
    assert.ok(!signer.verifySignature('', '\ud800'))
    const message = 'a lone surrogate cannot be written as UTF-8'
    assert.throws(() => signer.getSignature('\ud800'), { name: 'TypeError', message })
  })

  it('has a salt, or the one of its class', () => {
    const signature = new Signer(secretKey).sign('v')
    assert.equal(new Signer(secretKey, { salt: null }).sign('v'), signature)
    assert.equal(new Signer(secretKey, { salt: 'itsdangerous.Signer' }).sign('v'), signature)
    assert.notEqual(new Signer(secretKey, { salt: '' }).sign('v'), signature)
  })

  it('cuts at its last separator, however long that is', () => {
    for (const sep of ['.', '::', 'é', Buffer.from('|')]) {
      const signer = new Signer(secretKey, { sep })
      for (const value of ['', 'a::b.c|é']) assert.equal(signer.unsign(signer.sign(value)), value)
    }
  })

  it('names the separator that is missing as Python prints it', () => {
    const cases = [
      [{ era: '0.24' }, "'.'"],
      [{ era: '0.24', sep: Buffer.from('|') }, "b'|'"],
      [{ era: '1.x' }, "b'.'"],
      [{}, "b'.'"],
    ] as const
    for (const [options, repr] of cases) {
      const signer = new Signer(secretKey, options)
      assert.throws(() => signer.unsign('v'), { message: `No ${repr} found in value` })
    }
  })

  it('takes a value of exactly as many bytes as it may have', () => {
    const signed = new Signer(secretKey).sign('é')
    const size = Buffer.byteLength(signed)
    const [exact, less] = [size, size - 1].map((maxBytes) => new Signer(secretKey, { maxBytes }))
    assert.equal(exact?.sign('é'), signed)
    assert.equal(exact.unsign(signed), 'é')
    assert.throws(() => less?.sign('é'), RangeError)
    const ascii = new Signer(secretKey, { maxBytes: size }).sign('ab')
    for (const value of [ascii, Buffer.from(ascii)]) assert.ok(exact.validate(value))
    for (const value of [signed, Buffer.from(signed)]) {
      assert.throws(() => less?.unsign(value), { name: 'BadSignature', code: 'token_too_large' })
    }
    for (const maxBytes of [0, -1, 1.5, Number.NaN]) {
      assert.throws(() => new Signer(secretKey, { maxBytes }), RangeError)
    }
    assert.ok(new Signer(secretKey, { maxBytes: 1 }))
  })

  it('is of an era that there was', () => {
    const options = Object({ era: '3.x' })
    assert.throws(() => new Signer(secretKey, options), { name: 'RangeError', message: /^era: / })
  })

  it('says whether a value is good, and passes on what is no refusal', () => {
    for (const type of [Signer, TimestampSigner]) {
      const signer = new type(secretKey, { clock })
      const signed = signer.sign('v')
      assert.equal(signer.validate(signed), true)
      assert.equal(signer.validate(Buffer.from(signed)), true)
      assert.equal(signer.validate(`${signed}A`), false)
      assert.equal(signer.validate('\ud800'), false)
      const failing = new type(secretKey, { clock, algorithm: broken })
      assert.throws(() => failing.validate(signed), { message: 'broken' })
    }
  })

  it('refuses text that has no UTF-8', () => {
    const message = 'the text has a lone surrogate'
    assert.throws(() => new Signer(secretKey).unsign('\ud800.'), { name: 'BadSignature', message })
  })
})

describe('a signer with a time', () => {
  const signer = new TimestampSigner(secretKey, { clock })
  const at = (seconds: number) => new TimestampSigner(secretKey, { clock: () => seconds })
  const withTime = (time: string) => new Signer(secretKey).sign(`v.${time}`)

  it('signs with the second that it is', () => {
    let seconds = 1_700_000_000.9
    const ticking = new TimestampSigner(secretKey, { clock: () => seconds })
    for (const time of [1_700_000_000, 1_700_000_000, 1_700_000_001]) {
      seconds = time + 0.9
      const [value, date] = signer.unsign(ticking.sign('v'), { returnTimestamp: true })
      assert.deepEqual([value, date], ['v', new Date(time * 1_000)])
    }
  })

  it('takes a value that is exactly as old as it may be', () => {
    const signed = signer.sign('v')
    assert.equal(at(1_700_000_060).unsign(signed, { maxAge: 60 }), 'v')
    assert.equal(at(1_700_000_060).validate(signed, { maxAge: 59 }), false)
    assert.throws(() => at(1_700_000_061).unsign(signed, { maxAge: 60 }), {
      name: 'SignatureExpired',
      code: 'token_expired',
      message: 'Signature age 61 > 60 seconds',
      dateSigned: new Date(1_700_000_000_000),
      payload: Buffer.from('v'),
    })
    assert.equal(at(1_800_000_000).unsign(signed), 'v')
  })

  it('from the future is refused since 2.0, where an age is asked for', () => {
    const signed = signer.sign('v')
    assert.throws(() => at(1_699_999_999).unsign(signed, { maxAge: 60 }), {
      name: 'SignatureExpired',
      message: 'Signature age -1 < 0 seconds',
    })
    assert.equal(at(1_699_999_999).unsign(signed), 'v')
    const old = new TimestampSigner(secretKey, { era: '1.x', clock: () => 1_699_999_999 })
    assert.equal(old.unsign(signed, { maxAge: 60 }), 'v')
  })

  it('has one spelling of a time', () => {
    const zero = base64Encode(Uint8Array.of(0, 1))
    const name = 'BadTimeSignature'
    assert.throws(() => signer.unsign(withTime(zero)), { name, message: 'Malformed timestamp' })
    assert.equal(new TimestampSigner(secretKey, { compat: true }).unsign(withTime(zero)), 'v')
    assert.equal(signer.unsign(withTime(base64Encode(Uint8Array.of(1, 0)))), 'v')
    for (const time of ['A', '*', base64Encode(new Uint8Array(9).fill(1))]) {
      assert.throws(() => signer.unsign(withTime(time)), { name, message: 'Malformed timestamp' })
    }
  })

  it('has times up to the year 9999', () => {
    const last = 253_402_300_799
    const late = at(last)
    const options = { returnTimestamp: true } as const
    assert.deepEqual(late.unsign(late.sign('v'), options)[1], new Date(last * 1_000))
    const later = at(last + 1)
    assert.throws(() => late.unsign(later.sign('v'), options), BadTimeSignature)
  })

  it('says what is missing', () => {
    const unsigned = new Signer(secretKey).sign('v')
    assert.throws(() => signer.unsign(unsigned), {
      name: 'BadTimeSignature',
      message: 'timestamp missing',
      payload: Buffer.from('v'),
    })
    for (const text of ['v', 'v.wrong', '.v']) {
      assert.throws(
        () => signer.unsign(text),
        (error) => error instanceof BadSignature && !(error instanceof BadTimeSignature),
      )
    }
    assert.throws(() => signer.unsign('v.ZVPxAA.wrong'), {
      name: 'BadTimeSignature',
      message: 'Signature does not match',
      payload: Buffer.from('v'),
      dateSigned: new Date(1_700_000_000_000),
    })
    assert.throws(() => signer.unsign('v.*.wrong'), { dateSigned: undefined })
  })
})
