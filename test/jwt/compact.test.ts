import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { codeOf, forge, goodClaims } from './tokens.ts'
import { good, header, key, refuses, type Row, verify } from './verifying.ts'

const { kid } = key
const [goodHeader = '', goodPayload = '', goodSignature = ''] = good.split('.')

const withPlan = (length: number): string =>
  forge(key, header, { ...goodClaims, plan: 'x'.repeat(length) })
const withHeader = (n: number): string => forge(key, { ...header, n })

describe('the text of a token', () => {
  const rows: readonly Row[] = [
    ...[
      '',
      '.',
      '..',
      '...',
      'a.b',
      'a.b.c.d',
      'a.b.',
      '.b.c',
      'a..c',
      `${goodHeader}.${goodPayload}`,
      `${goodHeader}.${goodPayload}.`,
      `.${goodPayload}.${goodSignature}`,
      `${good}.`,
      `${good}.${goodSignature}`,
    ].map((token): Row => ({
      id: `J42 ${token.slice(0, 12)} of ${token.split('.').length} parts`,
      token,
      code: 'token_malformed',
    })),
    { id: 'J42 no payload', token: `${goodHeader}..${goodSignature}`, code: 'signature_invalid' },
    ...[
      ' ',
      '\n',
      '\t',
      '\u00A0',
      '\uFEFF',
      '\0',
      '=',
      '==',
      '?',
      '%20',
      '"',
      '<',
      '+',
      '/',
      'ａ',
      'é',
      '😀',
    ].flatMap((odd): Row[] => [
      {
        id: `J43 J46 J47 ${JSON.stringify(odd)} before (fast-jwt #606)`,
        token: odd + good,
        code: 'token_malformed',
      },
      {
        id: `J43 J44 ${JSON.stringify(odd)} after (fast-jwt #606)`,
        token: good + odd,
        code: 'token_malformed',
      },
      {
        id: `J43 J44 ${JSON.stringify(odd)} after the header (fast-jwt #606)`,
        token: `${goodHeader}${odd}.${goodPayload}.${goodSignature}`,
        code: 'token_malformed',
      },
      {
        id: `J43 J44 ${JSON.stringify(odd)} after the payload (fast-jwt #606)`,
        token: `${goodHeader}.${goodPayload}${odd}.${goodSignature}`,
        code: 'token_malformed',
      },
    ]),
    {
      id: 'J46 a part of length 1 mod 4',
      token: `${goodHeader}.AAAAA.${goodSignature}`,
      code: 'token_malformed',
    },
    { id: 'J60 two tokens', token: good + good, code: 'token_malformed' },
    { id: 'J60 two tokens and a comma', token: `${good},${good}`, code: 'token_malformed' },
    {
      id: 'J22 a five-part JWE (CVE-2023-51774, CVE-2022-36083, CVE-2024-28176, CVE-2024-33664)',
      token: 'eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..AAAA.AAAA.AAAA',
      code: 'token_malformed',
    },
    {
      id: 'J63 JSON serialization (GHSA-jc38-x7x8-2xc8)',
      token: JSON.stringify({
        protected: goodHeader,
        payload: goodPayload,
        signature: goodSignature,
      }),
      code: 'token_malformed',
    },
    {
      id: 'J63 an object',
      token: { protected: goodHeader, payload: goodPayload, signature: goodSignature },
      code: 'token_malformed',
    },
    ...[undefined, null, 1, [good], Buffer.from(good)].map((token): Row => ({
      id: `a ${typeof token}`,
      token,
      code: 'token_malformed',
    })),
    { id: 'J49 8,193 characters', token: 'a'.repeat(8_193), code: 'token_too_large' },
    { id: 'J49 16 MB', token: 'a'.repeat(16_777_216), code: 'token_too_large' },
    {
      id: 'J49 a million dots (CVE-2025-30204, CVE-2025-27144)',
      token: '.'.repeat(1_000_000),
      code: 'token_too_large',
    },
  ]
  for (const row of rows) refuses(row)

  it('may have 8,192 characters', () => {
    const lengths = Array.from({ length: 2_000 }, (_, i) => 5_000 + i)
    const token = withPlan(lengths.find((length) => withPlan(length).length === 8_192) ?? 0)
    assert.equal(token.length, 8_192)
    assert.equal(verify(token).claims.sub, goodClaims.sub)
  })

  it('J61 does not take one token for another with the same header, payload or signature', () => {
    const other = forge(key, header, { ...goodClaims, sub: 'acc_2' })
    const [, payload, signature] = other.split('.')
    verify(good)
    assert.equal(verify(other).claims.sub, 'acc_2')
    assert.equal(
      codeOf(() => verify(`${goodHeader}.${goodPayload}.${signature}`)),
      'signature_invalid',
    )
    assert.equal(
      codeOf(() => verify(`${goodHeader}.${payload}.${goodSignature}`)),
      'signature_invalid',
    )
  })

  it('J66 says nothing of the token or the key in an error', () => {
    for (const token of [
      `${good}x`,
      forge(key, { ...header, kid: 'canary' }),
      forge(key, header, '{"canary"'),
    ]) {
      try {
        verify(token)
        assert.fail()
      } catch (error) {
        const shown = error instanceof Error ? `${error.message}${JSON.stringify(error)}` : ''
        assert.ok(
          !shown.includes('canary') && !shown.includes(goodSignature) && !shown.includes(kid ?? ''),
        )
      }
    }
  })
})

describe('headers of good tokens', () => {
  it('are read once, for as many as are kept', () => {
    let n = 0
    /** How many new ones it takes until that of `good` is read again. */
    const untilForgotten = (): number => {
      const { header: kept } = verify(good)
      for (let others = 0; others < 1_000; others += 1) {
        if (verify(good).header !== kept) return others
        verify(withHeader((n += 1)))
      }
      return Infinity
    }
    assert.ok(untilForgotten() <= 256)
    // That which made all others be forgotten is kept, and so is that of `good`.
    assert.equal(untilForgotten(), 256 - 1)
  })
})
