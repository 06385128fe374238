import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { AuthErrorCode } from '../../src/errors.ts'
import { type VerifyJwtOptions, verifyJwt } from '../../src/jwt/index.ts'
import { codeOf, forge, goodClaims, now } from './tokens.ts'
import { good, header, key, options, type Row, refuses, resolver, verify } from './verifying.ts'

/** A signed token with these claims, where text stands for JSON as it is written. */
const claiming = (change: object | string): string =>
  forge(key, header, typeof change === 'string' ? change : { ...goodClaims, ...change })

/** JSON in which a claim has a value that only text can spell. */
const spelled = (name: string, value: string): string =>
  JSON.stringify({ ...goodClaims, [name]: '@' }).replace('"@"', value)

describe('the claims set', () => {
  const rows: readonly Row[] = [
    ...['[]', '"{}"', 'null', '1', 'true', '', '{', '{}{}', '\uFEFF{}', 'eyJ9'].map(
      (text): Row => ({
        id: `J28 the payload ${JSON.stringify(text)} (fast-jwt #638)`,
        token: claiming(text),
        code: 'claims_malformed',
      }),
    ),
    { id: 'J29 {}', token: claiming('{}'), code: 'claim_missing' },
    ...['sub', 'exp', 'iss'].map((name): Row => ({
      id: `J27 ${name} twice`,
      token: claiming(`{"${name}":1,${JSON.stringify(goodClaims).slice(1)}`),
      code: 'claims_malformed',
    })),
    {
      id: 'J27 sub twice, once escaped',
      token: claiming(`{"s\\u0075b":"x",${JSON.stringify(goodClaims).slice(1)}`),
      code: 'claims_malformed',
    },
    {
      id: 'J48 claims in UTF-16',
      token: forge(key, header, Buffer.from(JSON.stringify(goodClaims), 'utf16le')),
      code: 'claims_malformed',
    },
    {
      id: 'J48 claims with overlong UTF-8',
      token: forge(key, header, Buffer.from('{"sub":"\xc0\xaf"}', 'latin1')),
      code: 'claims_malformed',
    },
    {
      id: 'J48 a lone surrogate',
      token: claiming(spelled('sub', '"\\ud800"')),
      code: 'claims_malformed',
    },
    {
      id: 'J50 deep claims',
      token: claiming(spelled('x', `${'['.repeat(1_000)}${']'.repeat(1_000)}`)),
      code: 'claims_malformed',
    },
  ]
  for (const row of rows) refuses(row)

  it('J41 hands out names of every object as data', () => {
    const token = claiming(
      spelled(
        'x',
        '1,"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}},"hasOwnProperty":{}',
      ),
    )
    const { claims } = verify(token)
    assert.equal(claims['admin'], undefined)
    assert.equal(Reflect.get({}, 'admin'), undefined)
    assert.deepEqual(Object.getOwnPropertyDescriptor(claims, '__proto__')?.value, { admin: true })
  })
})

describe('dates', () => {
  const values = [
    'null',
    `"${now}"`,
    '""',
    'false',
    'true',
    '[]',
    '{}',
    '1e400',
    '-1e400',
    '-1',
  ] as const
  const rows: readonly Row[] = [
    ...['exp', 'nbf', 'iat', 'auth_time'].flatMap((name) =>
      values.map((value): Row => ({
        id: `J30 J31 ${name} ${value} (hono a5bd9ebe)`,
        token: claiming(spelled(name, value)),
        code: 'claims_malformed',
      })),
    ),
    { id: 'J30 exp 0 (hono a5bd9ebe)', token: claiming({ exp: 0 }), code: 'claims_malformed' },
    { id: 'J30 exp NaN', token: claiming(spelled('exp', 'NaN')), code: 'claims_malformed' },
    { id: 'J30 exp missing', token: claiming({ exp: undefined }), code: 'claim_missing' },
    { id: 'J30 exp 1.5', token: claiming({ exp: 1.5 }), code: 'token_expired' },
    {
      id: 'J33 nbf after exp',
      token: claiming({ exp: now + 1, nbf: now + 2 }),
      code: 'claims_invalid',
    },
  ]
  for (const row of rows) refuses(row)

  const edges: readonly (readonly [
    string,
    object,
    Partial<VerifyJwtOptions>,
    AuthErrorCode | undefined,
  ])[] = [
    ['exp = now + 1', { exp: now + 1 }, {}, undefined],
    ['exp = now + 0.001', { exp: now + 0.001 }, {}, undefined],
    ['exp = now', { exp: now }, {}, 'token_expired'],
    ['exp = now − 1', { exp: now - 1 }, {}, 'token_expired'],
    [
      'exp = now − 1 with 300 s of tolerance, which exp does not get',
      { exp: now - 1 },
      { clockTolerance: 300 },
      'token_expired',
    ],
    ['nbf = now', { nbf: now }, { clockTolerance: 0 }, undefined],
    ['nbf = now + 1', { nbf: now + 1 }, { clockTolerance: 0 }, 'token_not_yet_valid'],
    ['nbf = now + 30 by default', { nbf: now + 30 }, {}, undefined],
    ['nbf = now + 31 by default', { nbf: now + 31 }, {}, 'token_not_yet_valid'],
    ['nbf = 0', { nbf: 0 }, {}, undefined],
    ['iat = now + 5 with 5', { iat: now + 5 }, { clockTolerance: 5 }, undefined],
    ['iat = now + 6 with 5', { iat: now + 6 }, { clockTolerance: 5 }, 'token_not_yet_valid'],
    ['exp far away', { exp: 9e15 }, {}, undefined],
    ['exp − iat at the limit', { exp: now + 600 }, { maxLifetime: 600 }, undefined],
    [
      'exp − iat over the limit',
      { exp: now + 601 },
      { maxLifetime: 600 },
      'token_lifetime_too_long',
    ],
    ['a limit and no iat', { iat: undefined }, { maxLifetime: 600 }, 'claim_missing'],
    ['a clock that says NaN', {}, { clock: () => Number.NaN }, 'token_expired'],
  ]
  for (const [id, change, more, code] of edges) {
    it(`J32 J33 ${id}: ${code ?? 'good'}`, () => {
      assert.equal(
        codeOf(() => verifyJwt(claiming(change), resolver, { ...options, ...more })),
        code,
      )
    })
  }

  it('J62 looks at the clock every time', () => {
    let time = now
    const clock = (): number => time
    verifyJwt(good, resolver, { ...options, clock })
    time += 600
    assert.equal(
      codeOf(() => verifyJwt(good, resolver, { ...options, clock })),
      'token_expired',
    )
  })
})

describe('who a token is from and for', () => {
  const rows: readonly Row[] = [
    { id: 'J35 iss missing', token: claiming({ iss: undefined }), code: 'claim_missing' },
    ...[[goodClaims.iss, 'https://evil'], [goodClaims.iss], {}, 1, '', null].map((iss): Row => ({
      id: `J35 iss ${JSON.stringify(iss)} (CVE-2025-30144)`,
      token: claiming({ iss }),
      code: 'claims_malformed',
    })),
    ...[
      'https://api.example.com/',
      'https://api.example.co',
      'https://API.example.com',
      'api.example.com',
      'https://api.example.com.evil',
      'https://аpi.example.com',
      ' https://api.example.com',
    ].map((iss): Row => ({
      id: `J35 iss ${iss} (CVE-2024-53861)`,
      token: claiming({ iss }),
      code: 'issuer_mismatch',
    })),
    { id: 'J36 aud missing', token: claiming({ aud: undefined }), code: 'claim_missing' },
    ...[[], [1], ['api', 1], [['api']], {}, 1, null, '', ['']].map((aud): Row => ({
      id: `J36 aud ${JSON.stringify(aud)}`,
      token: claiming({ aud }),
      code: 'claims_malformed',
    })),
    ...['good evil', 'API', 'ap', 'api ', ['a', 'pi'], ['evil']].map((aud): Row => ({
      id: `J36 aud ${JSON.stringify(aud)}`,
      token: claiming({ aud }),
      code: 'audience_mismatch',
    })),
    ...[1, '', null, [], {}].map((sub): Row => ({
      id: `J38 sub ${JSON.stringify(sub)}`,
      token: claiming({ sub }),
      code: 'claims_malformed',
    })),
    ...[['admin'], null, 1, {}].map((scope): Row => ({
      id: `J39 scope ${JSON.stringify(scope)}`,
      token: claiming({ scope }),
      code: 'claims_malformed',
    })),
    ...['jti', 'client_id', 'sid'].map((name): Row => ({
      id: `J40 ${name} a number`,
      token: claiming({ [name]: 1 }),
      code: 'claims_malformed',
    })),
  ]
  for (const row of rows) refuses(row)

  it('J36 takes the audience as one of several', () => {
    assert.equal(verify(claiming({ aud: ['evil', 'api'] })).claims.sub, 'acc_1')
  })

  it('RFC 9068 §2.2 asks for what the caller requires', () => {
    const requiredClaims = ['sub', 'client_id', 'iat', 'jti']
    const full = { ...goodClaims, client_id: 'c' }
    const check = (change: object): unknown =>
      verifyJwt(claiming({ ...full, ...change }), resolver, { ...options, requiredClaims })
    check({})
    for (const name of requiredClaims) {
      assert.equal(
        codeOf(() => check({ [name]: undefined })),
        'claim_missing',
      )
      assert.equal(
        codeOf(() => check({ [name]: null })),
        'claims_malformed',
      )
    }
    const inherited = { ...options, requiredClaims: ['toString'] }
    assert.equal(
      codeOf(() => verifyJwt(good, resolver, inherited)),
      'claim_missing',
    )
  })
})

it('says of a forged token that it is forged, and not that it has expired (CVE-2024-51744)', () => {
  const [head, , tail] = claiming({}).split('.')
  const [, body] = claiming({ exp: now - 1, iss: 'evil', aud: [] }).split('.')
  assert.equal(
    codeOf(() => verify(`${head}.${body}.${tail}`)),
    'signature_invalid',
  )
})
