import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readRememberCookie, writeRememberCookie } from '../../src/signing/index.ts'

const secretKey = 'a secret key'

describe('a remember cookie', () => {
  it('is signed with the key as Latin-1', () => {
    // hmac.new('clé'.encode('latin1'), b'7', 'sha512').hexdigest(), and with 'sha1'
    const sha512 =
      '3eda5c76948c6cddeae583a079fb71fbdac3a06685cc931c9b6756fd07527ab7' +
      '4333135926401227895e1985a2dabc6d4765be9e0bca4c14ecd07b56a301b0df'
    const sha1 = '604a49ff60c5733e535d9230a19f93816fff029f'
    for (const key of ['clé', Buffer.from('clé', 'latin1')]) {
      assert.equal(writeRememberCookie('7', { secretKey: key }), `7|${sha512}`)
      for (const digest of [sha512, sha1]) {
        assert.equal(readRememberCookie(`7|${digest}`, { secretKey: key }), '7')
      }
    }
  })

  it('says what is wrong with it, and what it claims', () => {
    assert.throws(() => readRememberCookie('7', { secretKey }), {
      message: "No '|' found in value",
    })
    assert.throws(() => readRememberCookie('7|8|9', { secretKey }), {
      message: 'Signature does not match',
      payload: new TextEncoder().encode('7|8'),
    })
    for (const key of ['', new Uint8Array(), 'ключ']) {
      const message = /^secretKey: /
      assert.throws(() => writeRememberCookie('7', { secretKey: key }), {
        name: 'TypeError',
        message,
      })
    }
    const message = /^accountId: /
    assert.throws(() => writeRememberCookie('\ud800', { secretKey }), { message })
  })

  it('has 65,536 characters at most', () => {
    const longest = writeRememberCookie('7'.repeat(65_536 - 129), { secretKey })
    assert.equal(readRememberCookie(longest, { secretKey }).length, 65_407)
    const code = 'token_too_large'
    assert.throws(() => readRememberCookie(`7${longest}`, { secretKey }), { code })
  })
})
