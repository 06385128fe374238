import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import {
  BadSignature,
  compactJson,
  FlaskValue,
  inspectUnverified,
  makeSecureToken,
  makeSessionIdentifier,
  PythonFloat,
  readFlaskSession,
  readRememberCookie,
  SignatureExpired,
  URLSafeTimedSerializer,
  writeFlaskSession,
  writeRememberCookie,
} from '../../src/signing/index.ts'

interface Cookie {
  readonly kind: string
  readonly name: string
  readonly secret_key: string
  readonly now: number
  readonly cookie: string
  readonly inner_json: string
  readonly payload: string
  readonly token: string
  readonly session_csrf_token: string
  readonly remote_addr: string
  readonly user_agent: string | null
  readonly x_forwarded_for: string | null
  readonly _id: string
}

const cookies = JSON.parse(
  readFileSync(new URL('../vectors/flask-cookies.json', import.meta.url), 'utf8'),
) as readonly Cookie[] // as test/vectors has it
const of = (kind: string): Cookie[] => cookies.filter((cookie) => cookie.kind === kind)

/** The sessions of the vectors as JavaScript has them. */
const sessions: Readonly<Record<string, unknown>> = {
  login: { _user_id: '1', _fresh: true, _id: '656d8f' },
  'unsorted keys': { b: 1, a: 2 },
  unicode: { n: 'hé✓' },
  nested: { l: [1, { x: null }] },
  empty: {},
  'tagged tuple': { t: [1, 2] },
  'tagged bytes': { b: new Uint8Array([0, 255]) },
  'tagged markup': { m: '<b>' },
  'tagged uuid': { u: '00000000-0000-0000-0000-000000000005' },
  'tagged datetime': { d: new Date('2024-01-02T03:04:05Z') },
  'dict with single space-tag key': { ' t': [1] },
  'long (compressed)': {
    csrf_token: 'a'.repeat(120),
    fs_cc: 'set',
    fs_paa: 1_700_000_000.25,
    _flashes: Array.from({ length: 5 }, () => ['info', 'hello']),
  },
}

describe('a Flask session cookie', () => {
  for (const { name, cookie, secret_key: secretKey, now } of of('flask_session')) {
    const options = { secretKey, clock: () => now }

    it(`is read: ${name}`, () => {
      assert.deepEqual(readFlaskSession(cookie, options), sessions[name])
    })

    it(`is read without loss and written again: ${name}`, () => {
      const session = readFlaskSession(cookie, { ...options, lossless: true })
      assert.equal(writeFlaskSession(session, options), cookie)
    })
  }

  const options = { secretKey: 'flask-secret', clock: () => 1_700_000_000 }

  it('is written from what JavaScript has', () => {
    const [login] = of('flask_session')
    assert.equal(
      writeFlaskSession({ _user_id: '1', _fresh: true, _id: '656d8f' }, options),
      login?.cookie,
    )
    const session = new Map<string, unknown>([
      ['at', new PythonFloat(1)],
      ['pair', new FlaskValue('tuple', ['a'])],
    ])
    const cookie = writeFlaskSession(session, options)
    const text = Buffer.from(cookie.split('.')[0] ?? '', 'base64url').toString()
    assert.equal(text, '{"at":1.0,"pair":{" t":["a"]}}')
  })

  it('is good for 31 days', () => {
    const cookie = writeFlaskSession({}, options)
    const lifetime = 31 * 86_400
    const at = (age: number) => ({ ...options, clock: () => 1_700_000_000 + age })
    assert.deepEqual(readFlaskSession(cookie, at(lifetime)), {})
    assert.throws(() => readFlaskSession(cookie, at(lifetime + 1)), SignatureExpired)
    assert.throws(() => readFlaskSession(cookie, { ...at(2), maxAge: 1 }), SignatureExpired)
  })

  it('is read with keys that have been replaced', () => {
    const cookie = writeFlaskSession({ a: 1 }, options)
    const keys = { ...options, secretKey: ['flask-secret', 'newer'] }
    assert.deepEqual(readFlaskSession(cookie, keys), { a: 1 })
    assert.throws(() => readFlaskSession(cookie, { ...options, secretKey: 'x' }), BadSignature)
  })

  for (const text of [
    '[]',
    '{"a":{" b":"*"}}',
    '{"a":{" d":"yesterday"}}',
    '{"a":{" u":"5"}}',
    '{"a":{" t":1}}',
    '{"a":{" di":{}}}',
  ]) {
    it(`is refused where it says ${text}`, () => {
      const serializer = new URLSafeTimedSerializer('flask-secret', {
        salt: 'cookie-session',
        signerOptions: { keyDerivation: 'hmac' },
        serializer: { dumps: String, loads: (json) => compactJson.loads(json) },
        clock: options.clock,
      })
      assert.throws(() => readFlaskSession(serializer.dumps(text), options), {
        code: 'payload_malformed',
      })
    })
  }

  it('cannot hold what is in itself', () => {
    const session: Record<string, unknown> = {}
    session['self'] = session
    assert.throws(() => writeFlaskSession(session, options), TypeError)
  })
})

describe('a Flask-WTF CSRF token', () => {
  it('is one of a URLSafeTimedSerializer', () => {
    for (const { secret_key: key, token, now, session_csrf_token: raw } of of('flask_wtf_csrf')) {
      const serializer = new URLSafeTimedSerializer(key, {
        salt: 'wtf-csrf-token',
        clock: () => now,
      })
      assert.equal(serializer.loads(token, { maxAge: 3600 }), raw)
      assert.equal(serializer.dumps(raw), token)
    }
  })
})

describe('a Flask-Login remember cookie', () => {
  for (const { payload, cookie, secret_key: secretKey } of of('flask_login_remember')) {
    it(`is read and written: ${JSON.stringify(payload)}`, () => {
      assert.equal(readRememberCookie(cookie, { secretKey }), payload)
      assert.equal(writeRememberCookie(payload, { secretKey }), cookie)
    })
  }

  it('of the days of SHA-1 is read, unless that is not wanted', () => {
    const secretKey = 'flask-login-secret'
    const cookie = writeRememberCookie('7', { secretKey, digestMethod: 'sha1' })
    assert.match(cookie, /^7\|[0-9a-f]{40}$/)
    assert.equal(readRememberCookie(cookie, { secretKey }), '7')
    assert.throws(
      () => readRememberCookie(cookie, { secretKey, digestMethods: ['sha512'] }),
      BadSignature,
    )
  })

  it('is not written where it could not be read back', () => {
    assert.throws(() => writeRememberCookie('\ud800', { secretKey: 'flask' }), TypeError)
  })

  it('is refused with another key, another payload or no digest', () => {
    const secretKey = 'flask-login-secret'
    const cookie = writeRememberCookie('7', { secretKey })
    for (const text of [`1${cookie}`, cookie.toUpperCase(), '7', '7|', '', 'é|é', '\ud800|']) {
      assert.throws(() => readRememberCookie(text, { secretKey }), { code: 'signature_invalid' })
    }
    assert.throws(() => readRememberCookie('|'.repeat(65_537), { secretKey }), {
      code: 'token_too_large',
    })
    assert.throws(() => readRememberCookie(cookie, { secretKey: 'x' }), BadSignature)
    assert.throws(() => readRememberCookie(cookie, { secretKey: '' }), TypeError)
    assert.throws(() => readRememberCookie(cookie, { secretKey: 'ключ' }), TypeError)
  })
})

describe('makeSecureToken', () => {
  it('is an HMAC of its parts, joined by NUL', () => {
    // hmac.new(b'k', b'ada\0hash', 'sha1').hexdigest()
    const token = makeSecureToken(['ada', 'hash'], { secretKey: 'k' })
    assert.equal(token, '1d3fe83fc670ff3befae92ecae5505b7af7b472f')
  })
})

describe('makeSessionIdentifier', () => {
  for (const { remote_addr, user_agent, x_forwarded_for, _id } of of(
    'flask_login_session_identifier',
  )) {
    it(`is the _id of ${user_agent} at ${x_forwarded_for ?? remote_addr}`, () => {
      const [address = ''] = (x_forwarded_for ?? remote_addr).split(',')
      assert.equal(makeSessionIdentifier(address, user_agent ?? undefined), _id)
    })
  }

  it('was MD5 once, and plain text in Python 2', () => {
    // hashlib.md5(b'127.0.0.1|curl/8').hexdigest()
    const options = { digestMethod: 'md5', python: 2 } as const
    const id = makeSessionIdentifier('127.0.0.1', 'curl/8', options)
    assert.equal(id, 'ab8fe4d142cdcff2edef68a7780bdf02')
  })
})

describe('inspectUnverified', () => {
  const kinds: readonly (readonly [text: string, expected: object | undefined])[] = [
    [
      'my string.wh6tMHxLgJqB6oY1uT73iMlyrOA',
      { kind: 'signed', digestMethod: 'sha1', payload: undefined },
    ],
    ['eyJpZCI6MX0.-BLtpar42BS9dQhNScxJw1kaEl8', { kind: 'signed', payload: { id: 1 } }],
    [
      'eyJpZCI6MX0.ZVPxAA.wwksaCvP97PSAIXgSl1IJNLcaco',
      {
        kind: 'timed',
        payload: { id: 1 },
        eras: ['1.x', '2.x'],
        signedAt: new Date(1_700_000_000_000),
      },
    ],
    [
      'Ik15IE1lc3NhZ2Ui.EsUWgA.a1holhKzlayr2idrEYcOUQSObXs',
      {
        kind: 'timed',
        payload: 'My Message',
        eras: ['0.24'],
        signedAt: new Date('2020-12-23T17:57:20Z'),
      },
    ],
    [
      'eyJhbGciOiJIUzI1NiIsImV4cCI6MTM4NTY2OTY1NSwiaWF0IjoxMzg1NjY5MDU1fQ.eyJpZCI6MX0.XbOEFJkhjHJ5uRINh2JA1BPzXjSohKYDRT472wGOvjc',
      {
        kind: 'jws',
        digestMethod: 'sha256',
        header: { alg: 'HS256', exp: 1_385_669_655, iat: 1_385_669_055 },
        signedAt: new Date(1_385_669_055_000),
        expiresAt: new Date(1_385_669_655_000),
      },
    ],
    [of('flask_session')[0]?.cookie ?? '', { kind: 'flask-session', payload: sessions['login'] }],
    [of('flask_session')[11]?.cookie ?? '', { kind: 'flask-session', compressed: true }],
    [of('flask_login_remember')[3]?.cookie ?? '', { kind: 'remember-cookie', payload: 'a|b' }],
    ['', undefined],
    ['no.thing', undefined],
    ['a sentence.', undefined],
    ['\ud800.', undefined],
  ]
  for (const [text, expected] of kinds) {
    it(`sees what ${JSON.stringify(text.slice(0, 24))} may be`, () => {
      if (expected === undefined) assert.equal(inspectUnverified(text), undefined)
      else assert.partialDeepStrictEqual(inspectUnverified(text), expected)
    })
  }
})
