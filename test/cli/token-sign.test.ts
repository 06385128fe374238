import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { signJwt } from '../../src/jwt/index.ts'
import { generateKey, importJwk } from '../../src/keys/index.ts'
import * as signing from '../../src/signing/index.ts'
import { latchkey } from './latchkey.ts'

const directory = mkdtempSync(join(tmpdir(), 'latchkey-'))
after(() => rmSync(directory, { recursive: true }))

let files = 0
function keyFile(key: string | Uint8Array): string {
  const file = join(directory, `key-${(files += 1)}`)
  writeFileSync(file, key, { mode: 0o600 })
  return file
}

const secretKey = 'a long random secret'
const file = keyFile(`${secretKey}\n`)

/** The token alone. */
async function sign(payload: string, ...argv: readonly string[]): Promise<string> {
  const command = ['token', 'sign', '--key-file', file, ...argv]
  const { code, stdout, stderr } = await latchkey(command, { stdin: `${payload}\n` })
  assert.deepEqual([code, stderr], [0, ''])
  return stdout.replace(/\n$/, '')
}

async function inspect(
  token: string,
  ...argv: readonly string[]
): Promise<{ code: number; report: Record<string, unknown>; stdout: string }> {
  const command = ['token', 'inspect', '--json', ...argv]
  const { code, stdout } = await latchkey(command, { stdin: token })
  return { code, report: JSON.parse(stdout) as Record<string, unknown>, stdout } // one line of JSON
}

const json = '{"10":1.0,"b":12345678901234567890,"a":{" t":[1e-07,"é"]}}'
const kinds: readonly (readonly [kind: string, payload: string, ...flags: readonly string[]])[] = [
  ['url-safe-timed', json, '--salt', 's', '--era', '0.24'],
  ['url-safe', json, '--key-derivation', 'hmac', '--digest', 'sha512'],
  ['url-safe', json, '--digest', 'sha224'],
  ['timed', json, '--era', '1.x'],
  ['serializer', json, '--key-derivation', 'none'],
  ['signer', 'any text. at: all', '--key-derivation', 'concat'],
  ['timestamp-signer', 'any text. at: all', '--digest', 'sha256'],
  ['jws', json, '--era', '0.24'],
  ['jws', '[1]', '--algorithm', 'HS384', '--salt', 's'],
  ['timed-jws', json],
  ['flask-session', '{"_user_id":"7","at":{" d":"Sat, 01 Jan 2022 00:00:00 GMT"}}'],
  ['remember-cookie', 'ada|7'],
]

describe('latchkey token sign', () => {
  for (const [kind, payload, ...flags] of kinds) {
    it(`makes what token inspect reads: ${kind} ${flags.join(' ')}`, async () => {
      const token = await sign(payload, '--kind', kind, ...flags)
      const { code, report, stdout } = await inspect(token, '--key-file', file, ...flags)
      assert.deepEqual([code, report['kind'], report['verdict']], [0, kind, 'good'])
      const shown = payload.startsWith('any') || payload.includes('|') ? `"${payload}"` : payload
      assert.ok(stdout.includes(`"payload":${shown},`), stdout)
      assert.ok(!stdout.includes(secretKey), 'the key is no output')

      const nobody = await inspect(token)
      assert.deepEqual([nobody.report['kind'], nobody.report['verdict']], [kind, 'unverified'])
      const other = await inspect(token, '--key-file', keyFile('another'), ...flags)
      assert.deepEqual([other.code, other.report['verdict']], [3, 'signature_invalid'])
    })
  }

  it('makes the cookies that the library makes', async () => {
    const session = { b: 'é', a: 1 }
    const token = await sign(JSON.stringify(session), '--kind', 'flask-session')
    assert.deepEqual(signing.readFlaskSession(token, { secretKey }), session)
    const [payload] = signing.writeFlaskSession(session, { secretKey }).split('.')
    assert.equal(token.split('.')[0], payload)
    const remember = signing.writeRememberCookie('7', { secretKey })
    assert.equal(await sign('7', '--kind', 'remember-cookie'), remember)
  })

  it('takes a key that is no text as it is', async () => {
    const key = Buffer.concat([randomBytes(24), Buffer.from([0xff, 0x0a])])
    const token = new signing.URLSafeSerializer(key).dumps(7)
    const { report } = await inspect(token, '--key-file', keyFile(key))
    assert.equal(report['verdict'], 'good')
  })

  it('says how old a token is, and which eras that leaves', async () => {
    const then = Math.floor(Date.now() / 1_000) - 86_400
    const options = { clock: () => then, era: '0.24' } as const
    const token = new signing.URLSafeTimedSerializer(secretKey, options).dumps(7)
    const { report } = await inspect(token, '--key-file', file, '--max-age', '2d')
    assert.deepEqual([report['verdict'], report['eras'], report['era']], ['good', ['0.24'], '0.24'])
    assert.equal(report['signed'], new Date(then * 1_000).toISOString().replace('.000', ''))
    assert.ok(Number(report['age']) >= 86_400)
    const late = await inspect(token, '--key-file', file, '--max-age', '1h')
    assert.deepEqual([late.code, late.report['verdict']], [3, 'token_expired'])
  })

  it('lets a session of Flask live as long as Flask does', async () => {
    const then = Date.now() / 1_000 - 32 * 86_400
    const options = { secretKey, clock: () => then }
    const cookie = signing.writeFlaskSession({ _user_id: '7' }, options)
    const { report } = await inspect(cookie, '--key-file', file)
    assert.deepEqual([report['kind'], report['verdict']], ['flask-session', 'token_expired'])
    const longer = await inspect(cookie, '--key-file', file, '--max-age', '60d')
    assert.equal(longer.report['verdict'], 'good')
  })

  it('never takes an expired JWS for one that does not expire', async () => {
    const options = { clock: () => 1_600_000_000 }
    const token = new signing.TimedJSONWebSignatureSerializer(secretKey, options).dumps(7)
    const { code, report } = await inspect(token, '--key-file', file)
    assert.deepEqual([code, report['verdict']], [3, 'token_expired'])
  })
})

describe('latchkey token sign --kind jwt', () => {
  const secret = keyFile(randomBytes(32).toString('hex'))
  const claims = '{"sub":"7","iss":"https://a.example","aud":["api"]}'

  it('signs with an HMAC secret', async () => {
    const token = await sign(claims, '--kind', 'jwt', '--key-file', secret, '--expires-in', '15m')
    const { report } = await inspect(token, '--key-file', secret)
    assert.deepEqual([report['kind'], report['verdict']], ['jwt', 'good'])
    const { iat, exp } = report['claims'] as { iat: number; exp: number } // just made
    assert.equal(exp - iat, 900)
  })

  for (const algorithm of ['ES256', 'Ed25519', 'RS256'] as const) {
    it(`signs with a private JWK, and verifies with a JWK Set: ${algorithm}`, async () => {
      const { privateKey, publicKey } = generateKey(algorithm)
      const own = keyFile(JSON.stringify(privateKey))
      const token = await sign(claims, '--kind', 'jwt', '--key-file', own)
      for (const key of [own, keyFile(JSON.stringify({ keys: [publicKey] }))]) {
        const { report, stdout } = await inspect(token, '--key-file', key)
        assert.equal(report['verdict'], 'good')
        assert.ok(!stdout.includes(String(privateKey.d)))
      }
    })
  }

  it('says why the token of another is refused', async () => {
    const jwk = { kty: 'oct', alg: 'HS256', k: randomBytes(32).toString('base64url') }
    const key = importJwk(jwk, 'sign')
    const own = keyFile(JSON.stringify(jwk))
    const verdictOf = async (said: object, ...flags: readonly string[]): Promise<unknown> => {
      const { report } = await inspect(signJwt(said, key), '--key-file', own, ...flags)
      return report['verdict']
    }
    assert.equal(await verdictOf({ sub: '7', exp: 1 }), 'token_expired')
    assert.equal(await verdictOf({ sub: '7', nbf: 9e9 }), 'token_not_yet_valid')
    const iss = ['--issuer', 'https://b.example']
    assert.equal(await verdictOf({ iss: 'https://a.example' }, ...iss), 'issuer_mismatch')
    assert.equal(await verdictOf({ aud: ['a', 'b'] }, '--audience', 'b'), 'good')
    assert.equal(await verdictOf({ aud: 'a' }, '--audience', 'b'), 'audience_mismatch')
    assert.equal(await verdictOf({ aud: 'a' }, '--algorithm', 'HS512'), 'algorithm_not_allowed')
  })

  it('refuses a public key for a secret', async () => {
    const { publicKey } = generateKey('ES256')
    const token = await sign(claims, '--kind', 'jwt', '--key-file', secret)
    const { report } = await inspect(token, '--key-file', keyFile(JSON.stringify(publicKey)))
    assert.equal(report['verdict'], 'algorithm_not_allowed')
    const pem = keyFile('-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE\n')
    const taken = await inspect(token, '--key-file', pem)
    assert.deepEqual(
      [taken.report['verdict'], taken.report['reason']],
      ['key_invalid', 'the key of the token is unusable: JWK: the HMAC secret is PEM'],
    )
  })

  it('says that a secret is too short', async () => {
    const command = ['token', 'sign', '--kind', 'jwt', '--key-file', file]
    const { code, stderr } = await latchkey(command, { stdin: claims })
    assert.equal(code, 2)
    assert.equal(stderr, 'latchkey: JWK: expected an HMAC secret of at least 32 bytes\n')
  })

  it('refuses claims that would not stay what they are', async () => {
    const command = ['token', 'sign', '--kind', 'jwt', '--key-file', secret]
    for (const stdin of ['{"id":12345678901234567890}', '{"id":1.0}', '[1]', '"a"']) {
      const { code, stdout } = await latchkey(command, { stdin })
      assert.deepEqual([code, stdout], [2, ''])
    }
  })
})

describe('what is no token', () => {
  for (const [what, text, ...codes] of [
    ['60,000 bytes that mean nothing', randomBytes(60_000), 3, 3],
    ['a megabyte of dots', '.'.repeat(1_000_000), 2, 2],
    ['dots', '.'.repeat(60_000), 3, 3],
    ['bars', '|'.repeat(60_000), 3, 3],
    ['half a JWS', 'eyJhbGciOiJIUzUxMiJ9.eyJpZCI6', 3, 3],
    ['lists in lists', `${Buffer.from('['.repeat(9_000)).toString('base64url')}.e30.AA`, 3, 3],
    ['what looks like a compressed payload', `.${'A'.repeat(1_000)}.${'A'.repeat(27)}`, 0, 3],
  ] as const) {
    it(`is told from tokens in one line, with and without a key: ${what}`, async () => {
      const token = join(directory, 'token')
      writeFileSync(token, text)
      for (const [i, key] of [[], ['--key-file', file]].entries()) {
        const run = await latchkey(['token', 'inspect', '--file', token, ...key])
        assert.equal(run.code, codes[i], run.stderr)
        assert.match(run.stderr, run.code === 0 ? /^$/ : /^latchkey: [ \w:]+\n$/)
      }
    })
  }

  it('is no payload either, where it is no text', async () => {
    const payload = join(directory, 'payload')
    writeFileSync(payload, Buffer.from([0x22, 0xff, 0x22]))
    const run = await latchkey(['token', 'sign', '--key-file', file, '--file', payload])
    assert.deepEqual([run.code, run.stderr], [2, 'latchkey: the payload is not UTF-8\n'])
  })
})
