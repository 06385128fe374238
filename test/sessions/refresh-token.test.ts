import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { encodeBase64url } from '../../src/bytes.ts'
import { AuthError } from '../../src/errors.ts'
import { createMasterSecret } from '../../src/keys/index.ts'
import {
  formatRefreshToken,
  isRefreshToken,
  parseRefreshToken,
} from '../../src/sessions/refresh-token.ts'

const older = 'an older master secret of this installation'
const newer = 'the newest master secret of this installation'
const secret = createMasterSecret([older, newer])
const sessionId = encodeBase64url(Buffer.alloc(16, 7))
const token = formatRefreshToken({ sessionId, generation: 3 }, secret)
const refusal = (candidate: string): string => {
  try {
    parseRefreshToken(candidate, secret)
    return 'accepted'
  } catch (error) {
    assert.ok(error instanceof AuthError)
    return error.code
  }
}

describe('a refresh token', () => {
  it('says which session and which generation it is for', () => {
    const content = fc.record(
      {
        sessionId: fc.uint8Array({ minLength: 16, maxLength: 16 }).map(encodeBase64url),
        generation: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      },
      { noNullPrototype: true },
    )
    fc.assert(
      fc.property(content, (said) => {
        const made = formatRefreshToken(said, secret)
        assert.match(made, /^lkr_[0-9A-Za-z]{62}$/)
        assert.deepEqual(parseRefreshToken(made, secret), said)
      }),
    )
  })

  it('is still good after the master secret was rotated', () => {
    const before = formatRefreshToken({ sessionId, generation: 3 }, createMasterSecret(older))
    assert.deepEqual(parseRefreshToken(before, secret), { sessionId, generation: 3 })
  })

  it('is refused as forged under a secret that is not ours', () => {
    const foreign = createMasterSecret('a master secret of another installation')
    assert.equal(
      refusal(formatRefreshToken({ sessionId, generation: 3 }, foreign)),
      'refresh_token_forged',
    )
  })

  it('is refused when any one character is another one', () => {
    for (let index = 0; index < token.length; index += 1) {
      for (const other of ['0', 'A', 'z', '_', '-', ' ', 'é']) {
        const changed = token.slice(0, index) + other + token.slice(index + 1)
        if (changed !== token)
          assert.equal(refusal(changed), 'refresh_token_malformed', String(index))
      }
    }
  })

  it('is refused as forged, not as mistyped, when the checksum was made to fit', async () => {
    const { crc32 } = await import('node:zlib')
    const { encodeBase62 } = await import('../../src/sessions/base62.ts')
    const body = token.slice(0, 20) + (token[20] === 'A' ? 'B' : 'A') + token.slice(21, -6)
    assert.equal(refusal(body + encodeBase62(BigInt(crc32(body)), 6)), 'refresh_token_forged')
  })

  it('is refused as mistyped where a character is no digit, though the checksum was made to fit', async () => {
    const { crc32 } = await import('node:zlib')
    const { encodeBase62 } = await import('../../src/sessions/base62.ts')
    for (const character of ['-', '_', '+', ' ']) {
      const body = token.slice(0, 20) + character + token.slice(21, -6)
      const forged = body + encodeBase62(BigInt(crc32(body)), 6)
      assert.equal(refusal(forged), 'refresh_token_malformed')
    }
  })

  it('is refused as forged when it is of a version that we never made', async () => {
    const { createHmac } = await import('node:crypto')
    const { crc32 } = await import('node:zlib')
    const { encodeBase62 } = await import('../../src/sessions/base62.ts')
    const made = (version: number): string => {
      const said = Buffer.concat([Buffer.of(version), secret.current.id, Buffer.alloc(20)])
      const key = secret.current.derive('refresh')
      const mac = createHmac('sha256', key).update('latchkey refresh v1').update(said).digest()
      const body = Buffer.concat([said, mac.subarray(0, 16)]).toString('hex')
      const text = `lkr_${encodeBase62(BigInt(`0x${body}`), 56)}`
      return text + encodeBase62(BigInt(crc32(text)), 6)
    }
    assert.deepEqual([0, 1, 2].map(made).map(refusal), [
      'refresh_token_forged',
      'accepted',
      'refresh_token_forged',
    ])
  })

  it('is made for nothing but 16 bytes', () => {
    for (const id of ['', '!', 'AAAA', `${sessionId}AAAA`]) {
      const make = () => formatRefreshToken({ sessionId: id, generation: 0 }, secret)
      assert.throws(make, { name: 'TypeError', message: /^sessionId: expected 16 bytes/ })
    }
  })

  it('has one spelling: a number too large for its bytes is refused', async () => {
    const { crc32 } = await import('node:zlib')
    const { encodeBase62 } = await import('../../src/sessions/base62.ts')
    const body = `lkr_${'z'.repeat(56)}`
    assert.equal(refusal(body + encodeBase62(BigInt(crc32(body)), 6)), 'refresh_token_malformed')
  })

  it('never makes the parser throw anything but a refusal', () => {
    fc.assert(fc.property(fc.string(), (text) => refusal(text) === 'refresh_token_malformed'))
    fc.assert(
      fc.property(
        fc.string(),
        (text) =>
          refusal(`${token}${text}`) === (text === '' ? 'accepted' : 'refresh_token_malformed'),
      ),
    )
  })

  it('is recognised without a key by its form and checksum, so that leaks can be found', () => {
    assert.equal(isRefreshToken(token), true)
    assert.equal(isRefreshToken(token.replace('lkr_', 'lkx_')), false)
  })
})
