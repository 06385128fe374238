import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { AuthErrorCode } from '../../src/errors.ts'
import { AuthError } from '../../src/errors.ts'
import { createAuthorize } from '../../src/http/authorize.ts'
import type { Presented } from '../../src/http/error-response.ts'
import { problem, refusal } from '../../src/http/error-response.ts'

const told = (code: AuthErrorCode, presented?: Presented): string => {
  const { status, code: face } = refusal(new AuthError(code, 'secret'), presented && { presented })
  return `${status} ${face}`
}

const tokenRefusals: readonly AuthErrorCode[] = [
  'token_malformed',
  'token_too_large',
  'token_type_mismatch',
  'algorithm_not_allowed',
  'critical_header_unsupported',
  'key_unknown',
  'key_invalid',
  'signature_invalid',
  'claims_malformed',
  'claims_invalid',
  'claim_missing',
  'issuer_mismatch',
  'audience_mismatch',
  'token_expired',
  'token_not_yet_valid',
  'token_lifetime_too_long',
  'token_revoked',
  'session_ended',
  'session_unknown',
  'account_disabled',
  'account_unknown',
]

const grantRefusals: readonly AuthErrorCode[] = [
  'refresh_token_malformed',
  'refresh_token_forged',
  'refresh_token_reuse',
  'session_unknown',
  'session_ended',
  'session_idle_expired',
  'session_expired',
  'account_disabled',
]

const passwordRefusals: readonly AuthErrorCode[] = [
  'account_unknown',
  'password_mismatch',
  'password_malformed',
  'password_too_short',
  'username_invalid',
  'email_invalid',
  'hash_malformed',
  'hash_unsupported',
  'hash_too_costly',
  'hash_salt_missing',
  'token_expired',
  'session_ended',
]

const challengeOf = (code: AuthErrorCode): string | undefined =>
  refusal(new AuthError(code, '')).headers['www-authenticate']

describe('refusal', () => {
  for (const [presented, codes, face] of [
    ['access_token', tokenRefusals, 'invalid_token'],
    ['refresh_token', grantRefusals, 'invalid_grant'],
    ['password', passwordRefusals, 'invalid_credentials'],
  ] as const) {
    it(`J66 answers the same bytes for every reason to refuse: ${presented}`, () => {
      const answers = codes.map((code) => refusal(new AuthError(code, code), { presented }))
      for (const answer of answers) assert.deepEqual(answer, answers[0])
      assert.equal(answers[0]?.code, face)
      assert.equal(answers[0]?.status, 401)
    })
  }

  it('L02 tells of a disabled account only who knew the password', () => {
    assert.equal(told('account_disabled', 'password'), '403 account_disabled')
    assert.equal(told('account_disabled', 'refresh_token'), '401 invalid_grant')
    assert.equal(told('account_disabled'), '401 invalid_token')
  })

  it('tells who is signed in that the current password was wrong, without asking to sign in again', () => {
    assert.equal(told('password_mismatch', 'current_password'), '400 password_mismatch')
  })

  it('tells why a chosen password or name is refused', () => {
    assert.equal(told('password_common', 'current_password'), '400 password_common')
    assert.equal(told('username_invalid', 'current_password'), '400 username_invalid')
    assert.equal(told('account_exists', 'current_password'), '409 account_exists')
  })

  it('asks for a credential as RFC 6750 §3 says', () => {
    assert.equal(challengeOf('credentials_missing'), 'Bearer realm="latchkey"')
    assert.equal(challengeOf('token_expired'), 'Bearer realm="latchkey", error="invalid_token"')
    assert.equal(
      challengeOf('insufficient_role'),
      'Bearer realm="latchkey", error="insufficient_scope"',
    )
    assert.equal(
      challengeOf('reauthentication_required'),
      'Bearer realm="latchkey", error="insufficient_user_authentication", max_age="300"',
    )
    assert.equal(challengeOf('credentials_malformed'), undefined)
    assert.equal(challengeOf('rate_limited'), undefined)
  })

  it('names the scope that is missing', () => {
    const authorize = createAuthorize({ scope: 'orders:read orders:write' })
    assert.throws(
      () => authorize({ scope: 'orders:read' }),
      (error) => {
        const { status, headers } = refusal(error)
        const challenge =
          'Bearer realm="latchkey", error="insufficient_scope", scope="orders:read orders:write"'
        return status === 403 && headers['www-authenticate'] === challenge
      },
    )
  })

  it('asks for Basic only where Basic is taken', () => {
    const { headers } = refusal(new AuthError('account_unknown', ''), {
      presented: 'password',
      scheme: 'basic',
    })
    assert.equal(headers['www-authenticate'], 'Basic realm="latchkey", charset="UTF-8"')
  })

  it('every 401 has a challenge, every 429 and 503 says when to come back', () => {
    const again = new AuthError('rate_limited', '', { retryAfter: 2.1 })
    assert.equal(refusal(again).headers['retry-after'], '3')
    assert.equal(refusal(new AuthError('overloaded', '')).headers['retry-after'], '1')
    assert.equal(told('revocations_stale'), '503 temporarily_unavailable')
    assert.equal(told('storage_unavailable', 'refresh_token'), '503 temporarily_unavailable')
  })

  it('T15 says nothing about what is not a refusal', async () => {
    const response = problem(new Error('SELECT secret FROM accounts'))
    assert.equal(response.status, 500)
    assert.deepEqual(await response.json(), {
      type: 'about:blank',
      title: 'Internal Server Error',
      status: 500,
      code: 'server_error',
      detail: 'Something went wrong here. The request id helps to find out what.',
    })
  })

  it('J66 never shows the message of an error', () => {
    assert.ok(!refusal(new AuthError('token_malformed', 'canary')).body.includes('canary'))
  })
})

describe('createAuthorize', () => {
  it('J39 wants every scope, as a whole word', () => {
    const authorize = createAuthorize({ scope: ['admin', 'read'] })
    authorize({ scope: 'read write admin' })
    for (const scope of ['', 'admin', 'read administrator', 'admin\tread', 'adminread']) {
      assert.throws(() => authorize({ scope }), { code: 'insufficient_scope' })
    }
  })

  it('wants one of the roles', () => {
    const authorize = createAuthorize({ role: ['admin', 'editor'] })
    authorize({ scope: '', roles: ['editor'] })
    assert.throws(() => authorize({ scope: '', roles: ['reader'] }), { code: 'insufficient_role' })
    assert.throws(() => authorize({ scope: '' }), { code: 'insufficient_role' })
  })

  it('wants nothing where nothing is asked', () => {
    createAuthorize({})({ scope: '' })
  })

  it('CFG refuses a requirement that nothing could meet or everything would', () => {
    for (const scope of ['', ' ', 'a  b', 'a"b', 'a\\b', 'a\nb', []]) {
      assert.throws(() => createAuthorize({ scope }), TypeError)
    }
    for (const role of ['', []]) assert.throws(() => createAuthorize({ role }), TypeError)
  })
})
