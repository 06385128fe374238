import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { emailKeyOf, parseEmail } from '../../src/accounts/email.ts'
import { parseUsername, usernameKeyOf } from '../../src/accounts/username.ts'

const usernames: readonly [id: string, typed: string, key: string | undefined][] = [
  ['plain', 'lorenzo', 'lorenzo'],
  ['case', 'LoRenZo', 'lorenzo'],
  ['full width', 'ｌｏｒｅｎｚｏ', 'lorenzo'],
  ['ligature', 'ﬁona', 'fiona'],
  ['NFD', 'jose\u0301', 'josé'],
  ['sharp s and ss', 'Straße', 'strasse'],
  ['capital sharp s', 'STRAẞE', 'strasse'],
  ['the sigma at the end', 'ΟΔΥΣΣΕΥΣ', 'οδυσσευς'],
  ['the long s', 'ſam', 'sam'],
  ['the Kelvin sign', '\u212aate', 'kate'],
  ['digits, dots and dashes', 'a.b-c_d1', 'a.b-c_d1'],
  ['one character', 'x', 'x'],
  ['64 characters', 'x'.repeat(64), 'x'.repeat(64)],
  ['another script', 'Лоренцо', 'лоренцо'],
  ['nothing', '', undefined],
  ['65 characters', 'x'.repeat(65), undefined],
  ['64 that become more', 'ß'.repeat(33), undefined],
  ['one that becomes 18 with spaces', '\ufdfa', undefined],
  ['320 characters', 'x'.repeat(320), undefined],
  ['10 MB', 'ﷺ'.repeat(3_000_000), undefined],
  ['an @', 'a@b', undefined],
  ['the @ that NFKC makes (GHSA-7rqj-j65f-68wh)', 'a＠b.example', undefined],
  ['the small @ of NFKC', 'a﹫b', undefined],
  ['a colon, which ends it in Basic', 'a:b', undefined],
  ['the colon that NFKC makes', 'a：b', undefined],
  ['the dots that NFKC makes of …', 'a…', undefined],
  ['a space', 'a b', undefined],
  ['spaces around', ' lorenzo ', undefined],
  ['a no-break space', 'a\u00a0b', undefined],
  ['a trailing dot', 'lorenzo.', undefined],
  ['a leading dot', '.lorenzo', undefined],
  ['a zero-width space', 'lor\u200benzo', undefined],
  ['a zero-width joiner', 'lor\u200denzo', undefined],
  ['a byte order mark', '\ufefflorenzo', undefined],
  ['a soft hyphen', 'lor\u00adenzo', undefined],
  ['right-to-left override', '\u202eoznerol', undefined],
  ['a Hangul filler', 'lorenzo\u3164', undefined],
  ['a variation selector', 'lorenzo\ufe0f', undefined],
  ['a grapheme joiner', 'lorenzo\u034f', undefined],
  ['a tag character', 'lorenzo\u{e0061}', undefined],
  ['a leading combining mark', '\u0301lorenzo', undefined],
  ['NUL', 'lor\0enzo', undefined],
  ['a line feed (L22)', 'lorenzo\r\n{"level":50}', undefined],
  ['an escape sequence (L22)', '\u001b[31mlorenzo', undefined],
  ['half a surrogate pair', 'lorenzo\ud800', undefined],
  ['an unassigned code point', 'lorenzo\u{50000}', undefined],
  ['a private code point', 'lorenzo\ue000', undefined],
  ['a wildcard (L11)', 'lor%', undefined],
  ['SQL (L11)', "' OR 1=1--", undefined],
  ['an account id', 'acc_TaAcHP4zt8PYdWziF6tRaw', undefined],
  ['a refresh token', 'LKR_abc', undefined],
]

const emails: readonly [id: string, typed: string, key: string | undefined][] = [
  ['plain', 'lorenzo@example.com', 'lorenzo@example.com'],
  ['case', 'Lorenzo@Example.COM', 'lorenzo@example.com'],
  ['a plus tag', 'lorenzo+shop@example.com', 'lorenzo+shop@example.com'],
  ['dots', 'lo.ren.zo@example.com', 'lo.ren.zo@example.com'],
  ['atext', "a!#$%&'*+-/=?^_`{|}~z@example.com", "a!#$%&'*+-/=?^_`{|}~z@example.com"],
  ['NFD', 'jose\u0301@example.com', 'josé@example.com'],
  ['an international domain', 'l@Bücher.example', 'l@xn--bcher-kva.example'],
  ['the same in ASCII', 'l@XN--bcher-kva.example', 'l@xn--bcher-kva.example'],
  ['a subdomain', 'l@mail.eu.example.com', 'l@mail.eu.example.com'],
  ['254 characters', `l@${'a.'.repeat(125)}xy`, `l@${'a.'.repeat(125)}xy`.slice(0, 254)],
  ['nothing', '', undefined],
  ['no @', 'lorenzo', undefined],
  ['two @', 'a@b@example.com', undefined],
  ['the @ that NFKC makes (GHSA-7rqj-j65f-68wh)', 'a＠example.com', undefined],
  ['a second @ that NFKC makes', 'a＠evil.example@example.com', undefined],
  ['full-width letters', 'ｌorenzo@example.com', undefined],
  ['a ligature', 'ﬁona@example.com', undefined],
  ['the Kelvin sign, which Unicode says is a K', 'mi\u212ae@example.com', 'mike@example.com'],
  ['a full-width dot in the domain', 'l@example。com', undefined],
  ['255 characters', `l@${'a.'.repeat(125)}xyz`, undefined],
  ['65 octets before the @', `${'x'.repeat(65)}@example.com`, undefined],
  ['10 MB', 'x'.repeat(10_000_000), undefined],
  ['a quoted local part', '"a b"@example.com', undefined],
  ['a comment', 'a(b)@example.com', undefined],
  ['a display name', 'Lorenzo <l@example.com>', undefined],
  ['two addresses (P15)', 'a@example.com,b@example.com', undefined],
  ['a header (P15)', 'a@example.com\r\nBcc: b@example.com', undefined],
  ['an encoded header (P15)', 'a%0aBcc:b@example.com', undefined],
  ['an encoded domain', 'a@ex%61mple.com', undefined],
  ['a port', 'a@example.com:25', undefined],
  ['a path', 'a@example.com/x', undefined],
  ['a name in the domain', 'a@b:c@example.com', undefined],
  ['spaces around', ' l@example.com ', undefined],
  ['a space in the name', 'l l@example.com', undefined],
  ['NUL', 'l\0@example.com', undefined],
  ['a zero-width space', 'l\u200b@example.com', undefined],
  ['a soft hyphen in the domain', 'l@exam\u00adple.com', undefined],
  ['right-to-left override', '\u202el@example.com', undefined],
  ['half a surrogate pair', '\ud800@example.com', undefined],
  ['a leading dot', '.l@example.com', undefined],
  ['a trailing dot', 'l.@example.com', undefined],
  ['two dots', 'l..l@example.com', undefined],
  ['a domain with a trailing dot', 'l@example.com.', undefined],
  ['a domain with two dots', 'l@example..com', undefined],
  ['a domain without a dot', 'l@localhost', undefined],
  ['no domain', 'l@', undefined],
  ['no name', '@example.com', undefined],
  ['an address in the domain', 'l@192.0.2.1', undefined],
  ['an address in other digits', 'l@0xc0.0.2.1', undefined],
  ['an address literal', 'l@[192.0.2.1]', undefined],
  ['a label that begins with a hyphen', 'l@-example.com', undefined],
  ['a label that ends with a hyphen', 'l@example-.com', undefined],
  ['punycode of nothing', 'l@xn--.example', undefined],
]

describe('a username (L09)', () => {
  for (const [id, typed, key] of usernames) {
    it(`${id} → ${key === undefined ? 'refused' : 'taken'}`, () => {
      assert.equal(usernameKeyOf(typed), key)
      if (key === undefined) assert.throws(() => parseUsername(typed), { code: 'username_invalid' })
    })
  }

  it('is shown normalised, in the case it was typed in', () => {
    assert.deepEqual(parseUsername('ＬorenZo'), { text: 'LorenZo', key: 'lorenzo' })
  })

  it('has one key, whatever of Unicode it is made of', () => {
    for (let code = 0; code <= 0x10ffff; code += 1) {
      const key = usernameKeyOf(`a${String.fromCodePoint(code)}b`)
      if (key !== undefined) {
        assert.equal(usernameKeyOf(key), key, code.toString(16))
        assert.equal(usernameKeyOf(key.toUpperCase()), key, code.toString(16))
      }
    }
  })

  it('never has a key with an @, a colon, a space or a control', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 70 }), (typed) => {
        const key = usernameKeyOf(typed)
        if (key !== undefined) assert.doesNotMatch(key, /[@:\s\p{C}\p{Z}]/u)
      }),
    ))
})

describe('an e-mail address (L09)', () => {
  for (const [id, typed, key] of emails) {
    it(`${id} → ${key === undefined ? 'refused' : 'taken'}`, () => {
      assert.equal(emailKeyOf(typed), key)
      if (key === undefined) assert.throws(() => parseEmail(typed), { code: 'email_invalid' })
    })
  }

  it('is shown as it was typed', () => {
    assert.equal(parseEmail('Lorenzo@Bücher.example').text, 'Lorenzo@Bücher.example')
  })

  it('has one key', () =>
    fc.assert(
      fc.property(fc.emailAddress(), (email) => {
        const key = emailKeyOf(email)
        if (key !== undefined) assert.equal(emailKeyOf(key), key)
      }),
    ))

  it('is not named in the refusal (L23)', () => {
    assert.throws(
      () => parseEmail('canary canary@example.com'),
      (error) => !String(error).includes('canary'),
    )
  })
})
