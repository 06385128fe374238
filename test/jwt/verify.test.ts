import assert from 'node:assert/strict'
import { createHmac, createPublicKey } from 'node:crypto'
import { describe, it } from 'node:test'
import { encodeBase64url, encodeUtf8 } from '../../src/bytes.ts'
import { verifyJwt, type VerifyJwtOptions } from '../../src/jwt/index.ts'
import { importJwk, type Jwk, type Key } from '../../src/keys/index.ts'
import { verificationJwk } from '../keys/keys.ts'
import { forge, goodClaims, refusal } from './tokens.ts'
import { good, header, key, options, refuses, resolver, type Row, verify } from './verifying.ts'

const [, goodPayload = ''] = good.split('.')

/** Every form in which a verifier may hold a public key. */
function formsOf(jwk: Jwk): readonly (readonly [string, string | Uint8Array])[] {
  const publicKey = createPublicKey({ key: { ...jwk, key_ops: ['verify'] }, format: 'jwk' })
  const pem = publicKey.export({ format: 'pem', type: 'spki' })
  return [
    ['PEM', pem],
    ['PEM with CRLF', pem.replaceAll('\n', '\r\n')],
    ['PEM without the last line break', pem.trimEnd()],
    ['the base64 of the PEM', pem.replaceAll(/-----[^-]+-----|\n/g, '')],
    ['DER', publicKey.export({ format: 'der', type: 'spki' })],
    ['JWK', JSON.stringify(jwk)],
    ['JWK Set', JSON.stringify({ keys: [jwk] })],
    ['the bytes of x or n', Buffer.from(jwk.x ?? jwk.n ?? '', 'base64url')],
  ]
}

/** A key of any bytes, as a careless library would make it. */
const hmacWith = (secret: string | Uint8Array): Pick<Key, 'sign'> => ({
  sign: (input) => createHmac('sha256', secret).update(input).digest(),
})

it('verifies a good token, frozen throughout', () => {
  const token = forge(key, header, { ...goodClaims, roles: ['a', { b: [] }] })
  const verified = verify(token)
  assert.deepEqual(verified.header, header)
  assert.equal(verified.claims.sub, 'acc_1')
  const frozen = (value: unknown): boolean =>
    typeof value !== 'object' ||
    value === null ||
    (Object.isFrozen(value) && Object.values(value).every(frozen))
  assert.ok(frozen(verified))
  assert.ok(frozen(verify(token)), 'the second time, too')
})

it('J11 says what is no key before it reads the token (GHSA-8wpc-h4q6-8fxv)', () => {
  for (const keys of [undefined, null, '', 'secret']) {
    const none = keys as unknown as Key // what callers without types pass
    assert.throws(() => verifyJwt('no token', none, options), { message: 'keys: expected a key' })
  }
})

it('J18 asks for no key where the token names none, whatever would be answered', () => {
  const token = forge(key, { ...header, kid: undefined })
  const willing = { verificationKey: () => key }
  assert.throws(() => verifyJwt(token, willing, options), refusal('key_unknown'))
})

const withAlg = (alg: unknown): string => forge(key, { ...header, alg })
const unsigned = (alg: string): string =>
  `${encodeBase64url(encodeUtf8(JSON.stringify({ ...header, alg })))}.${goodPayload}.`

describe('the algorithm', () => {
  const rows: readonly Row[] = [
    { id: 'J01 none, unsigned (CVE-2022-23540)', token: unsigned('none'), code: 'token_malformed' },
    ...['none', 'None', 'NONE', 'nOnE', 'noNE'].map((alg): Row => ({
      id: `J02 J03 ${alg} with a signature kept`,
      token: withAlg(alg),
      code: 'algorithm_not_allowed',
    })),
    ...[undefined, null, 1, ['RS256'], { a: 1 }].map((alg): Row => ({
      id: `J04 alg ${JSON.stringify(alg)}`,
      token: withAlg(alg),
      code: 'token_malformed',
    })),
    ...['', 'es256', 'Es256', 'ES256 ', 'ES256\0', '__proto__', 'toString'].map((alg): Row => ({
      id: `J05 alg ${JSON.stringify(alg)}`,
      token: withAlg(alg),
      code: 'algorithm_not_allowed',
    })),
    {
      id: 'J14 ES384 for an ES256 key (CVE-2022-23539)',
      token: withAlg('ES384'),
      code: 'algorithm_not_allowed',
    },
    { id: 'J14 HS256 for an ES256 key', token: withAlg('HS256'), code: 'algorithm_not_allowed' },
  ]
  for (const row of rows) refuses(row)

  it('has to be one that the caller names, though it is that of the key', () => {
    const all: VerifyJwtOptions = { ...options, algorithms: ['HS256'] }
    assert.throws(() => verifyJwt(good, resolver, all), refusal('algorithm_not_allowed'))
    assert.throws(() => verifyJwt(good, key, all), refusal('algorithm_not_allowed'))
  })

  for (const alg of ['RS256', 'ES256', 'Ed25519'] as const) {
    const jwk = verificationJwk(alg)
    const one = importJwk(jwk, 'verify')
    for (const [form, secret] of formsOf(jwk)) {
      it(`J06 J07 refuses HS256 with the ${alg} public key as its secret: ${form} (CVE-2015-9235)`, () => {
        const token = forge(hmacWith(secret), { alg: 'HS256', typ: 'at+jwt', kid: jwk.kid })
        const all: VerifyJwtOptions = { ...options, algorithms: [alg, 'HS256'] }
        assert.throws(() => verifyJwt(token, one, all), refusal('algorithm_not_allowed'))
      })
    }
  }

  it('J13 J34 J37 throws when it is not said how to verify (CVE-2026-22817, CVE-2020-15084, CVE-2016-10555, CVE-2026-35040, CVE-2026-35041, fast-jwt #640)', () => {
    const wrong: readonly object[] = [
      { algorithms: undefined },
      { algorithms: [] },
      { algorithms: ['none'] },
      { algorithms: 'ES256' },
      { algorithms: ['ES256', 'XX'] },
      { issuer: undefined },
      { issuer: '' },
      { issuer: /x/g },
      { issuer: ['a'] },
      { audience: undefined },
      { audience: /.*/ },
      { typ: '' },
      { typ: undefined },
      { clockTolerance: Number.NaN },
      { clockTolerance: Infinity },
      { clockTolerance: -1 },
      { clockTolerance: 301 },
      { clockTolerance: '60' },
      { maxLifetime: Number.NaN },
      { maxLifetime: 0 },
      { maxLifetime: Infinity },
      { maxLifetime: '600' },
      { requiredClaims: 'sub' },
      { clock: 5 },
    ]
    for (const change of wrong) {
      assert.throws(
        () => verifyJwt(good, resolver, { ...options, ...change }),
        new RegExp(`^(TypeError|RangeError): ${Object.keys(change).join('')}[: ]`),
        JSON.stringify(change),
      )
    }
    for (const change of [
      { clockTolerance: 0 },
      { clockTolerance: 0.5 },
      { clockTolerance: 300 },
      { maxLifetime: 600 },
      { requiredClaims: [] },
    ]) {
      assert.ok(verifyJwt(good, resolver, { ...options, ...change }))
    }
    const short = { ...options, maxLifetime: 0.5 }
    assert.throws(() => verifyJwt(good, resolver, short), refusal('token_lifetime_too_long'))
    for (const none of [null, undefined, 'secret']) {
      assert.throws(() => verifyJwt(good, none as unknown as Key, options), TypeError)
    }
  })
})
