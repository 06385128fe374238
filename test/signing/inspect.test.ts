import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  base64Encode,
  inspectUnverified,
  intToBytes,
  JSONWebSignatureSerializer,
  Serializer,
  Signer,
  TimedJSONWebSignatureSerializer,
  TimedSerializer,
  URLSafeSerializer,
  URLSafeTimedSerializer,
  writeFlaskSession,
  writeRememberCookie,
  type DigestMethod,
} from '../../src/signing/index.ts'

const secretKey = 'a secret key'
const clock = () => 1_700_000_000
const signer = new Signer(secretKey)
const eras = ['0.24', '1.x', '2.x']

/** A payload that was signed at a time, as it stands in the token. */
const timed = (seconds: number, payload = 'MQ'): string =>
  signer.sign(`${payload}.${base64Encode(intToBytes(seconds))}`)

/** What is seen of it. */
const seenAt = (seconds: number, ...which: string[]) => ({
  kind: 'timed',
  digestMethod: 'sha1',
  compressed: false,
  payload: 1,
  eras: which,
  signedAt: new Date(seconds * 1_000),
})

describe('a text that nobody verified', () => {
  const digests: readonly DigestMethod[] = ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512']
  for (const digestMethod of digests) {
    it(`shows that ${digestMethod} signed it`, () => {
      const token = new URLSafeSerializer(secretKey, { signerOptions: { digestMethod } }).dumps('v')
      assert.deepEqual(inspectUnverified(token), {
        kind: 'signed',
        digestMethod,
        compressed: false,
        payload: 'v',
        eras,
      })
    })
  }

  for (const digestMethod of ['sha1', 'sha512'] as const) {
    it(`shows that ${digestMethod} is in a remember cookie`, () => {
      const cookie = writeRememberCookie('a\n7', { secretKey, digestMethod })
      const expected = { kind: 'remember-cookie', digestMethod, compressed: false, payload: 'a\n7' }
      assert.deepEqual(inspectUnverified(cookie), { ...expected, eras: [] })
    })
  }

  it('shows a payload that is plain JSON, compressed or unreadable', () => {
    const long = 'a'.repeat(100)
    const tokens: readonly (readonly [token: string, expected: object])[] = [
      [new Serializer(secretKey).dumps({ id: 1 }), { kind: 'signed', payload: { id: 1 } }],
      [
        new TimedSerializer(secretKey, { clock }).dumps('v'),
        { kind: 'timed', payload: 'v', signedAt: new Date(1_700_000_000_000) },
      ],
      [new URLSafeSerializer(secretKey).dumps(long), { compressed: true, payload: long }],
      [signer.sign('***'), { kind: 'signed', compressed: false, payload: undefined }],
      [signer.sign(''), { kind: 'signed', payload: undefined }],
    ]
    for (const [token, expected] of tokens) {
      assert.partialDeepStrictEqual(inspectUnverified(token), expected)
    }
  })

  it('shows in a JWS what its header claims', () => {
    const options = { clock, algorithmName: 'none', expiresIn: 60 } as const
    const token = new TimedJSONWebSignatureSerializer(secretKey, options).dumps(['v'])
    const header = { alg: 'none', iat: 1_700_000_000, exp: 1_700_000_060 }
    assert.deepEqual(inspectUnverified(token), {
      kind: 'jws',
      digestMethod: 'none',
      compressed: false,
      payload: ['v'],
      header,
      eras,
      signedAt: new Date(1_700_000_000_000),
      expiresAt: new Date(1_700_000_060_000),
    })
  })

  it('shows no times that are none', () => {
    const jws = new JSONWebSignatureSerializer(secretKey)
    const token = jws.dumps('v', { headerFields: { iat: 'now', exp: 1e15 } })
    const inspected = inspectUnverified(token)
    assert.equal(inspected?.kind, 'jws')
    assert.ok(!('signedAt' in inspected) && !('expiresAt' in inspected))
  })

  it('is of the era that its time tells', () => {
    const [begin, end] = [1_293_840_000, 2_524_608_000]
    assert.deepEqual(inspectUnverified(timed(begin)), seenAt(begin, '1.x', '2.x'))
    assert.deepEqual(inspectUnverified(timed(end)), seenAt(end, '1.x', '2.x'))
    assert.deepEqual(inspectUnverified(timed(0)), seenAt(begin, '0.24'))
    assert.deepEqual(inspectUnverified(timed(end - begin)), seenAt(end, '0.24'))
  })

  it('has no time where no era would have written it', () => {
    for (const seconds of [
      2_524_608_000 - 1_293_840_000 + 1,
      1_293_839_999,
      2_524_608_001,
      2 ** 40,
    ]) {
      const inspected = inspectUnverified(timed(seconds))
      assert.equal(inspected?.kind, 'signed')
      assert.deepEqual(inspected.eras, eras)
      assert.ok(!('signedAt' in inspected))
    }
    const time = base64Encode(intToBytes(1_700_000_000))
    assert.equal(inspectUnverified(signer.sign(time))?.kind, 'signed')
    assert.equal(inspectUnverified(signer.sign(`.${time}`))?.kind, 'timed')
  })

  for (const name of [
    '_user_id',
    'user_id',
    '_fresh',
    '_id',
    '_flashes',
    'csrf_token',
    '_permanent',
  ]) {
    it(`is a Flask session where it says ${name}`, () => {
      const cookie = writeFlaskSession({ [name]: Uint8Array.of(1) }, { secretKey, clock })
      const { kind, payload } = inspectUnverified(cookie) ?? {}
      assert.equal(kind, 'flask-session')
      assert.deepEqual(payload, { [name]: Uint8Array.of(1) })
      const untimed = new URLSafeSerializer(secretKey).dumps({ [name]: 1 })
      assert.equal(inspectUnverified(untimed)?.kind, 'signed')
    })
  }

  it('keeps its tags where it is no Flask session, or a broken one', () => {
    const serializer = new URLSafeTimedSerializer(secretKey, { clock })
    for (const value of [{ a: { ' b': 'AQ==' } }, { _id: { ' b': '*' } }]) {
      assert.deepEqual(inspectUnverified(serializer.dumps(value))?.payload, value)
    }
  })

  it('is nothing of the kind', () => {
    const [, signature = ''] = signer.sign('v').split('.')
    const long = 'a'.repeat(65_536 - 1 - signature.length)
    assert.ok(inspectUnverified(`${long}.${signature}`))
    const texts = [`a${long}.${signature}`, signature, `\ud800.${signature}`, 'v.', '.', '1.MQ']
    for (const text of texts) assert.equal(inspectUnverified(text), undefined)
    assert.equal(inspectUnverified(`|${'0'.repeat(41)}`), undefined)
  })
})
