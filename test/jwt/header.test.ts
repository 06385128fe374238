import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { describe, it } from 'node:test'
import { verifyJwt } from '../../src/jwt/index.ts'
import { importJwk } from '../../src/keys/index.ts'
import { keyFor, signingKey, verificationJwk, without } from '../keys/keys.ts'
import { codeOf, forge, refusal } from './tokens.ts'
import { good, header, key, options, refuses, resolver, type Row, verify } from './verifying.ts'

const { kid } = key

const withKid = (value: unknown): string => forge(key, { ...header, kid: value })
const stranger = importJwk(keyFor('ES384').privateKey, 'sign')
const text = (json: string): string => forge(key, json)

describe('the header', () => {
  const rows: readonly Row[] = [
    ...[
      '',
      '../../dev/null',
      '/proc/self/environ',
      "' UNION SELECT 'k'--",
      ';sleep 10',
      '|curl',
      '__proto__',
      'constructor',
      'toString',
      kid?.toLowerCase(),
      'x'.repeat(4_000),
    ].map((value): Row => ({
      id: `J18 kid ${value?.slice(0, 30)} (CVE-2025-65945)`,
      token: withKid(value),
      code: 'key_unknown',
    })),
    ...[1, null, [kid], { kid }].map((value): Row => ({
      id: `J18 kid ${JSON.stringify(value)}`,
      token: withKid(value),
      code: 'token_malformed',
    })),
    {
      id: 'J17 no kid, and x5t only',
      token: forge(key, { alg: 'ES256', typ: 'at+jwt', x5t: 'AA' }),
      code: 'key_unknown',
    },
    {
      id: 'J15 an embedded jwk (CVE-2018-0114)',
      token: forge(stranger, { ...header, jwk: verificationJwk('ES384') }),
      code: 'signature_invalid',
    },
    ...[[], ['exp'], ['b64'], ['x'], ['x', 'x'], 'x', null, {}].map((crit): Row => ({
      id: `J20 crit ${JSON.stringify(crit)} (CVE-2026-32597, fast-jwt #591)`,
      token: forge(key, { ...header, crit, x: 1 }),
      code: 'critical_header_unsupported',
    })),
    ...[true, false].map((b64): Row => ({
      id: `J21 b64 ${b64} without crit`,
      token: forge(key, { ...header, b64 }),
      code: 'critical_header_unsupported',
    })),
    {
      id: 'J22 zip',
      token: forge(key, { ...header, zip: 'DEF' }),
      code: 'critical_header_unsupported',
    },
    {
      id: 'J23 a nested token',
      token: forge(key, { ...header, cty: 'JWT' }, good),
      code: 'token_type_mismatch',
    },
    ...[
      undefined,
      'JWT',
      'jwt',
      '',
      'id_token',
      'dpop+jwt',
      'secevent+jwt',
      'logout+jwt',
      'statuslist+jwt',
      'at+jwt ',
      'text/at+jwt',
      'application/application/at+jwt',
    ].map((typ): Row => ({
      id: `J24 typ ${typ}`,
      token: forge(key, { ...header, typ }),
      code: 'token_type_mismatch',
    })),
    { id: 'J24 typ null', token: forge(key, { ...header, typ: null }), code: 'token_malformed' },
    {
      id: 'J26 alg twice',
      token: text(`{"alg":"ES256","alg":"none","typ":"at+jwt","kid":"${kid}"}`),
      code: 'token_malformed',
    },
    {
      id: 'J26 alg twice, reversed',
      token: text(`{"alg":"none","alg":"ES256","typ":"at+jwt","kid":"${kid}"}`),
      code: 'token_malformed',
    },
    {
      id: 'J26 alg twice, once escaped',
      token: text(`{"\\u0061lg":"none","alg":"ES256","typ":"at+jwt","kid":"${kid}"}`),
      code: 'token_malformed',
    },
    ...['[]', '"{}"', 'null', '1', '["ES256"]', '', '{', '{}x'].map((json): Row => ({
      id: `J28 the header ${json}`,
      token: text(json),
      code: 'token_malformed',
    })),
    {
      id: 'J48 a header in UTF-16',
      token: forge(key, Buffer.from(JSON.stringify(header), 'utf16le')),
      code: 'token_malformed',
    },
    {
      id: 'J48 a header with a BOM',
      token: text(`\uFEFF${JSON.stringify(header)}`),
      code: 'token_malformed',
    },
    {
      id: 'J48 a header with bad UTF-8',
      token: forge(
        key,
        Buffer.from(`{"alg":"ES256","kid":"${kid}","typ":"at+jwt","x":"\xff"}`, 'latin1'),
      ),
      code: 'token_malformed',
    },
    {
      id: 'J48 a header with CESU surrogates',
      token: forge(
        key,
        Buffer.concat([
          Buffer.from('{"alg":"ES256","x":"'),
          Buffer.from([0xed, 0xa0, 0x80]),
          Buffer.from('"}'),
        ]),
      ),
      code: 'token_malformed',
    },
    {
      id: 'J50 a deep header',
      token: text(`{"alg":"ES256","x":${'['.repeat(900)}${']'.repeat(900)}}`),
      code: 'token_malformed',
    },
  ]
  for (const row of rows) refuses(row)

  it('J24 takes the type in any case and with its prefix', () => {
    for (const typ of ['AT+JWT', 'application/at+jwt', 'Application/AT+jwt']) {
      assert.equal(verify(forge(key, { ...header, typ })).claims.sub, 'acc_1')
    }
    const prefixed = { ...options, typ: 'application/at+jwt' }
    assert.equal(verifyJwt(good, resolver, prefixed).claims.sub, 'acc_1')
  })

  it('J16 asks no address in a header, whoever signed it', async () => {
    let hits = 0
    const server = createServer(() => hits++).listen(0, '127.0.0.1')
    await new Promise((listening) => server.once('listening', listening))
    const address = server.address()
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/jwks`
    const urls = { jku: url, x5u: url, x5c: ['MIIB'] }
    assert.equal(
      codeOf(() => verify(forge(signingKey('ES384'), { ...header, ...urls }))),
      'signature_invalid',
    )
    assert.equal(verify(forge(key, { ...header, ...urls })).claims.sub, 'acc_1')
    await new Promise((closed) => server.close(closed))
    assert.equal(hits, 0)
  })

  it('takes a token without kid for a single key, but not for a ring', () => {
    const token = forge(key, { alg: 'ES256', typ: 'at+jwt' })
    assert.equal(verifyJwt(token, key, options).claims.sub, 'acc_1')
    assert.throws(() => verifyJwt(token, resolver, options), refusal('key_unknown'))
    const other = importJwk({ ...without(verificationJwk('ES256'), 'kid'), kid: 'other' }, 'verify')
    assert.throws(() => verifyJwt(good, other, options), refusal('key_unknown'))
  })
})
