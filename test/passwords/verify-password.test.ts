import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { hash as argon2Hash } from '@node-rs/argon2'
import fc from 'fast-check'
import { AuthError } from '../../src/errors.ts'
import {
  flaskSecurityHash,
  hashPassword,
  inspectHash,
  verifyPassword,
} from '../../src/passwords/index.ts'

const cheap = { argon2id: { memoryCost: 64 } }
const refuses = (code: string) => ({ name: 'AuthError', code })

interface Vector {
  readonly id: string
  readonly scheme: string
  /** Absent where the library made no hash of this password. */
  readonly hash?: string
  readonly password: { readonly utf8: string } | { readonly b64: string }
  readonly verify: boolean | 'error'
  readonly password_salt?: string
  readonly note?: string
}
const { vectors } = JSON.parse(
  readFileSync(new URL('../vectors/passwords.json', import.meta.url), 'utf8'),
) as { vectors: readonly Vector[] } // the file beside this test

const noHash = ['hash_malformed', 'hash_unsupported']
/** Python says no to them like to a wrong password; we say that they are of no scheme. */
const ofNoScheme = ['', 'nodollar']

/** Of "nul", by passlib: what is before the NUL of the password that it refuses to hash. */
const beforeNul: Readonly<Record<string, string>> = {
  sha512_crypt:
    '$6$rounds=1000$ab$SoAzT57IxXckKnTtuWE0Pk2HO3EoC3Ex6fe2gUnzntbu92sM3LRJ4yauhaRIJs6Uy9q3Uwt3kEXz77MF7gkL4.',
  sha256_crypt: '$5$rounds=1000$ab$QpImYef.gA1LFtUZCv/ReMTnX.eCz3C1FAEM.XSfEV.',
  bcrypt: '$2b$04$abcdefghijklmnopqrstuupO9qBHchsLk3AKPI7B5JhJW.4g7duFS',
}

describe('verifyPassword, held against other implementations', () => {
  it('holds all of them', () => assert.equal(vectors.length, 180))

  for (const { id, scheme, hash, password, verify, password_salt, note = '' } of vectors) {
    const typed = 'utf8' in password ? password.utf8 : Buffer.from(password.b64, 'base64')
    const stored = hash ?? beforeNul[scheme] ?? ''
    const options = {
      ...(password_salt !== undefined && { flaskSecuritySalt: password_salt }),
      ...(scheme.includes('plaintext') && { allowPlaintext: true }),
    }
    it(`${id} ${scheme} ${note}`, async () => {
      const verified = verifyPassword(stored, typed, options)
      if (verify === true) assert.equal((await verified).needsRehash, true)
      else {
        const mayBeNoHash = verify === 'error' || ofNoScheme.includes(stored)
        await assert.rejects(verified, (error) => {
          assert.ok(error instanceof AuthError)
          const codes = ['password_mismatch', ...(mayBeNoHash ? noHash : [])]
          assert.ok(codes.includes(error.code), error.code)
          return true
        })
      }
    })
  }

  // Of "password", by passlib 1.7.4 and Werkzeug 2.2.2: spellings that the vectors do not have.
  const more: readonly [scheme: string, stored: string][] = [
    ['scrypt', '$7$26..../....saltsalt$3bBiUkwX0QdZ1tCE6KDQMrfn8.5CsYlt/54WLB4XbfC'],
    ['phpass', '$H$5saltsalt.dw5Zgkxy7Q/ZvpQhE5iw0'],
    [
      'werkzeug_pbkdf2_blake2b',
      'pbkdf2:blake2b:10$TYZpyaA7$24483f9a69c0ff5f89d24a01c6d2ccca956c16a4a6875c31d0b96163646417c7f503c7b3523c9051a949334c54f401a762a7e72c3110aacd96d25b1d908f59d9',
    ],
    [
      'werkzeug_pbkdf2_sha3_256',
      'pbkdf2:sha3_256:10$N6V5poRB$3f20d566ab2e56e9da9175244e670aca9dc9fed327b335eaf2398c59ce681cea',
    ],
    [
      'werkzeug_sha3_512',
      'sha3_512$ZJH4nGtQ$63e383e805e679cd0d416fbc9b23f7fc88a9872cccb1b84616f69168666bcb2aae58c1c9629f8613325493428347e8b3fd7c2941e8ae2a1695b777061b29f9bc',
    ],
  ]
  for (const [scheme, stored] of more) {
    it(`${scheme} ${stored.slice(0, 8)}`, async () => {
      assert.equal((await verifyPassword(stored, 'password')).scheme, scheme)
      await assert.rejects(verifyPassword(stored, 'passwordx'), refuses('password_mismatch'))
    })
  }

  it('takes a hash of what is before a NUL for one of that alone', async () => {
    for (const [scheme, stored] of Object.entries(beforeNul)) {
      assert.equal((await verifyPassword(stored, 'nul')).scheme, scheme)
      await assert.rejects(verifyPassword(stored, 'nul\0byte'), refuses('password_mismatch'))
    }
  })
})

/** What hashes begin with. */
const prefixes = [
  ...new Set(vectors.map(({ hash = '' }) => /^[$_]?[^$]*\$?/.exec(hash)?.[0] ?? '')),
]
const cut = fc.constantFrom(...prefixes)

/** bcrypt has three names for one function, phpass two, SHA-crypt two ways to say 5,000, and Django once kept more of a salt than counts. */
const isAlike = (a: string, b: string): boolean => {
  const [one, other] = [a, b].map((stored) =>
    stored
      .replace(/2[aby](?=[$,])/, '2')
      .replace(/^\$[PH]\$/, '')
      .replace('rounds=5000$', '')
      .replace(/^crypt\$(..)[^$]*/, '$1'),
  )
  return one === other
}

const argon2 = '$argon2id$v=19$m=64,t=1,p=1$Wutdq7WWUorxPmfsvXeulQ$JvumY8tqLfjqaaMfLfXFUA'
const bcrypt = '$2b$04$fRtVBVum6mJYGxdbJssh8.dLyYJIGaW/5Q0MMibD9evjHr9pZv/Pa'
const salt = 'Wutdq7WWUorxPmfsvXeulQ'
const tag = 'JvumY8tqLfjqaaMfLfXFUA'

const notHashes: readonly [id: string, stored: string, code: string][] = [
  ['empty', '', 'hash_unsupported'],
  ['plain text', 'hunter2', 'hash_unsupported'],
  ['a locked account', '!', 'hash_unsupported'],
  [
    'an unusable password of Django',
    '!nBnJlFjtEYyMkRtYH6z0eYtrUZbRSXoRDmOC7HXq',
    'hash_unsupported',
  ],
  ['md5 in capitals', '5F4DCC3B5AA765D61D8327DEB882CF99', 'hash_unsupported'],
  ['md5 and a line feed', '5f4dcc3b5aa765d61d8327deb882cf9\n', 'hash_unsupported'],
  ['argon2 of no kind', `$argon2$v=19$m=64,t=1,p=1$${salt}$${tag}`, 'hash_unsupported'],
  ['argon2 in capitals', argon2.replace('argon2id', 'ARGON2ID'), 'hash_unsupported'],
  ['leading space', ` ${argon2}`, 'hash_unsupported'],
  ['version 18', argon2.replace('v=19', 'v=18'), 'hash_unsupported'],
  ['trailing line feed', `${argon2}\n`, 'hash_malformed'],
  ['only the name', '$argon2id$', 'hash_malformed'],
  ['no tag', argon2.slice(0, argon2.lastIndexOf('$')), 'hash_malformed'],
  ['empty tag', argon2.slice(0, argon2.lastIndexOf('$') + 1), 'hash_malformed'],
  ['one field more', `${argon2}$AAAA`, 'hash_malformed'],
  ['wrong order', argon2.replace('m=64,t=1', 't=1,m=64'), 'hash_malformed'],
  ['twice the same', argon2.replace('m=64', 'm=64,m=64'), 'hash_malformed'],
  ['leading zero', argon2.replace('m=64', 'm=064'), 'hash_malformed'],
  ['plus sign', argon2.replace('t=1', 't=+1'), 'hash_malformed'],
  ['a fraction', argon2.replace('m=64', 'm=64.0'), 'hash_malformed'],
  ['hexadecimal', argon2.replace('m=64', 'm=0x40'), 'hash_malformed'],
  ['other digits', argon2.replace('m=64', 'm=６４'), 'hash_malformed'],
  ['negative', argon2.replace('t=1', 't=-1'), 'hash_malformed'],
  ['no passes', argon2.replace('t=1', 't=0'), 'hash_malformed'],
  ['no lanes', argon2.replace('p=1', 'p=0'), 'hash_malformed'],
  ['less than 8 KiB a lane', argon2.replace('p=1', 'p=9'), 'hash_malformed'],
  ['2^32 KiB', argon2.replace('m=64', 'm=4294967296'), 'hash_malformed'],
  ['2^24 lanes', argon2.replace('m=64,t=1,p=1', 'm=4294967295,t=1,p=16777216'), 'hash_malformed'],
  ['padded base64', `${argon2}==`, 'hash_malformed'],
  ['base64url', argon2.replace(tag, 'JvumY8tqLfjqaaMfLfX-_A'), 'hash_malformed'],
  ['stray bits', argon2.replace(tag, 'JvumY8tqLfjqaaMfLfXFUB'), 'hash_malformed'],
  ['impossible length', argon2.replace(tag, 'JvumY'), 'hash_malformed'],
  ['7 bytes of salt', argon2.replace(salt, 'AAAAAAAAAA'), 'hash_malformed'],
  ['3 bytes of tag', argon2.replace(tag, 'AAAA'), 'hash_malformed'],
  ['a megabyte of tag', argon2.replace(tag, 'A'.repeat(1_048_576)), 'hash_malformed'],
  ['most memory there is', argon2.replace('m=64', 'm=4294967295'), 'hash_too_costly'],
  ['most passes there are', argon2.replace('t=1', 't=4294967295'), 'hash_too_costly'],
  ['2 GiB once', argon2.replace('m=64', 'm=2097152'), 'hash_too_costly'],
  ['256 lanes', argon2.replace('m=64,t=1,p=1', 'm=8192,t=1,p=256'), 'hash_too_costly'],
  ['bcrypt 2x', bcrypt.replace('2b', '2x'), 'hash_unsupported'],
  ['bcrypt without a letter', bcrypt.replace('2b', '2'), 'hash_unsupported'],
  ['bcrypt cost 3', bcrypt.replace('$04$', '$03$'), 'hash_malformed'],
  ['bcrypt cost 32', bcrypt.replace('$04$', '$32$'), 'hash_malformed'],
  ['bcrypt cost of one digit', bcrypt.replace('$04$', '$4$'), 'hash_malformed'],
  ['bcrypt cost +4', bcrypt.replace('$04$', '$+4$'), 'hash_malformed'],
  ['bcrypt truncated', bcrypt.slice(0, -1), 'hash_malformed'],
  ['bcrypt with more', `${bcrypt}.`, 'hash_malformed'],
  ['bcrypt with stray salt bits', bcrypt.replace('8.dLy', '8/dLy'), 'hash_malformed'],
  ['bcrypt with stray hash bits', bcrypt.replace(/a$/, 'b'), 'hash_malformed'],
  ['bcrypt cost 31', bcrypt.replace('$04$', '$31$'), 'hash_too_costly'],
  [
    'bcrypt_sha256 of a version to come',
    `$bcrypt-sha256$v=3,t=2b,r=4$${bcrypt.slice(7, 29)}$${bcrypt.slice(29)}`,
    'hash_malformed',
  ],
  ['sha512_crypt cut', '$6$rounds=656000$abc$def', 'hash_malformed'],
  ['sha512_crypt with a rule of its own', `$6$rounds=01000$ab$${'a'.repeat(86)}`, 'hash_malformed'],
  ['sha512_crypt, 999 rounds', `$6$rounds=999$ab$${'a'.repeat(86)}`, 'hash_malformed'],
  [
    'sha512_crypt, 17 characters of salt',
    `$6$${'a'.repeat(17)}$${'a'.repeat(86)}`,
    'hash_malformed',
  ],
  ['sha512_crypt, most rounds', `$6$rounds=999999999$ab$${'a'.repeat(86)}`, 'hash_too_costly'],
  ['bsdi_crypt, no round', `_....abcd${'a'.repeat(11)}`, 'hash_malformed'],
  ['phpass, 2^30 rounds', `$P$S${'a'.repeat(30)}`, 'hash_too_costly'],
  ['django_des_crypt with two salts', 'crypt$ab$cdFy1dFl2z7cxI', 'hash_malformed'],
  ['pbkdf2 of no digest', 'pbkdf2:sha257:10$salt$abcd', 'hash_unsupported'],
  ['pbkdf2 with a tag of another', `pbkdf2:sha1:10$salt$${'a'.repeat(64)}`, 'hash_malformed'],
  ['pbkdf2 without a count', `pbkdf2:sha256$salt$${'a'.repeat(64)}`, 'hash_malformed'],
  [
    'pbkdf2, 2^32 - 1 iterations',
    `pbkdf2:sha256:4294967295$salt$${'a'.repeat(64)}`,
    'hash_too_costly',
  ],
  [
    'pbkdf2, a thousand million iterations',
    `pbkdf2:sha256:1000000000$salt$${'a'.repeat(64)}`,
    'hash_too_costly',
  ],
  ['scrypt, N of 3', `scrypt:3:8:1$salt$${'a'.repeat(128)}`, 'hash_malformed'],
  ['scrypt, N of 1', `scrypt:1:8:1$salt$${'a'.repeat(128)}`, 'hash_malformed'],
  ['scrypt, no block', `scrypt:1024:0:1$salt$${'a'.repeat(128)}`, 'hash_malformed'],
  ['scrypt, r × p of 2^30', `scrypt:1024:8:134217728$salt$${'a'.repeat(128)}`, 'hash_malformed'],
  ['scrypt, 2^20 times', `scrypt:1024:8:1048576$salt$${'a'.repeat(128)}`, 'hash_too_costly'],
  ['scrypt, ln of 30', `$scrypt$ln=30,r=8,p=1$AAAA$${'A'.repeat(43)}`, 'hash_too_costly'],
  [
    'scrypt, ln of 9999999999',
    `$scrypt$ln=9999999999,r=8,p=1$AAAA$${'A'.repeat(43)}`,
    'hash_malformed',
  ],
  ['Werkzeug, plain and not ASCII', 'plain$$pässword', 'hash_malformed'],
  [
    'Flask-Security, marked twice',
    flaskSecurityHash(flaskSecurityHash(argon2)),
    'hash_unsupported',
  ],
]

describe('verifyPassword, given what is no hash', () => {
  for (const [id, stored, code] of notHashes) {
    it(`${id} → ${code}`, async () => {
      await assert.rejects(verifyPassword(stored, ''), refuses(code))
      assert.throws(() => inspectHash(stored), refuses(code))
    })
  }

  it('spends nothing beyond maxCost', async () => {
    const stored = await hashPassword('four words of no song', cheap)
    const password = 'four words of no song'
    await assert.rejects(
      verifyPassword(stored, password, { maxCost: 63 }),
      refuses('hash_too_costly'),
    )
    assert.equal((await verifyPassword(stored, password, { maxCost: 64 })).scheme, 'argon2id')
    // A bound that is none is no leave.
    await assert.rejects(
      verifyPassword(stored, password, { maxCost: NaN }),
      refuses('hash_too_costly'),
    )
  })

  const ofPassword = vectors.flatMap(({ hash, scheme, password, verify, password_salt }) =>
    hash !== undefined &&
    verify === true &&
    password_salt === undefined &&
    'utf8' in password &&
    !/plain|rounds=\d{6}/.test(scheme + hash)
      ? [{ stored: hash, password: password.utf8 }]
      : [],
  )

  it('never crashes and never says yes to a damaged hash', async () => {
    const cases = fc.constantFrom(...ofPassword)
    await fc.assert(
      fc.asyncProperty(
        cases,
        fc.nat({ max: 300 }),
        fc.string({ maxLength: 3, unit: 'binary' }),
        async ({ stored, password }, place, text) => {
          const at = place % stored.length
          const damaged = stored.slice(0, at) + text + stored.slice(at + 1)
          fc.pre(damaged !== stored && !isAlike(stored, damaged))
          await assert.rejects(verifyPassword(damaged, password, { maxCost: 100_000 }), AuthError)
        },
      ),
      { numRuns: 3_000 },
    )
  })

  it('reads whatever text there is within the bound of its length', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), cut, (rest, prefix) => {
        try {
          assert.ok(inspectHash(prefix + rest).scheme)
        } catch (error) {
          assert.ok(error instanceof AuthError)
        }
      }),
      { numRuns: 3_000 },
    ))

  const long = 'A'.repeat(1_048_576)
  for (const prefix of prefixes) {
    it(`${prefix} and a megabyte → hash_malformed`, () => {
      assert.throws(() => inspectHash(prefix + long), refuses('hash_malformed'))
    })
  }
})

describe('hashPassword', () => {
  it('writes argon2id in PHC form, salted anew each time', async () => {
    const [one, two] = await Promise.all([hashPassword('p'), hashPassword('p')])
    assert.match(one, /^\$argon2id\$v=19\$m=47104,t=1,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
    assert.notEqual(one, two)
    assert.deepEqual(await verifyPassword(one, 'p'), { scheme: 'argon2id', needsRehash: false })
  })

  it('tells a weaker hash from one of today', async () => {
    const stored = await hashPassword('p', cheap)
    assert.deepEqual(await verifyPassword(stored, 'p'), { scheme: 'argon2id', needsRehash: true })
    const stronger = await hashPassword('p', { argon2id: { memoryCost: 47_104, timeCost: 2 } })
    assert.equal((await verifyPassword(stronger, 'p')).needsRehash, false)
  })

  it('refuses parameters that argon2 does not have', async () => {
    for (const parameters of [
      { memoryCost: 7 },
      { timeCost: 0 },
      { parallelism: 256 },
      { memoryCost: NaN },
    ]) {
      await assert.rejects(hashPassword('p', { argon2id: parameters }), RangeError)
    }
  })

  const refused: readonly [id: string, password: string, code: string][] = [
    ['L07 NUL', 'four words\0of no song', 'password_malformed'],
    ['L07 a tab', 'four words\tof no song', 'password_malformed'],
    ['L07 a C1 control', 'four words\u0085of no song', 'password_malformed'],
    ['L07 half a surrogate pair', 'four words \ud800 of no song', 'password_malformed'],
    ['L05 1,025 characters', 'x'.repeat(1_025), 'password_too_long'],
    ['L05 1,025 characters outside the BMP', '🐎'.repeat(1_025), 'password_too_long'],
    ['L05 100 MB', 'x'.repeat(100_000_000), 'password_too_long'],
  ]
  for (const [id, password, code] of refused) {
    it(`${id} → ${code}`, () => assert.rejects(hashPassword(password), refuses(code)))
  }

  const exact: readonly [id: string, password: string, other: string][] = [
    ['leading space', ' four words', 'four words'],
    ['trailing space', 'four words ', 'four words'],
    ['case', 'Four Words', 'four words'],
    ['the ligature ﬁ (L08: NFKC is not folded)', 'ﬁve words', 'five words'],
    ['full width', 'ｆour words', 'four words'],
    ['a joiner between emoji', '👩‍🚀 words', '👩🚀 words'],
    ['a right-to-left mark', '\u200ffour words', 'four words'],
    ['the 73rd byte (L06, CVE-2025-25298)', 'x'.repeat(72) + 'a', 'x'.repeat(72) + 'b'],
    ['the 1,024th character', 'x'.repeat(1_023) + 'a', 'x'.repeat(1_023) + 'b'],
  ]
  for (const [id, password, other] of exact) {
    it(`L07 ${id} counts`, async () => {
      const stored = await hashPassword(password, cheap)
      assert.equal((await verifyPassword(stored, password)).scheme, 'argon2id')
      await assert.rejects(verifyPassword(stored, other), refuses('password_mismatch'))
    })
  }

  const same: readonly [id: string, password: string, other: string][] = [
    ['NFD and NFC', 'cafe\u0301 au lait', 'caf\u00e9 au lait'],
    ['any space and U+0020', 'four\u3000words\u00a0of', 'four words of'],
    ['a singleton and what it stands for', '\u212b', '\u00c5'],
  ]
  for (const [id, password, other] of same) {
    it(`L08 ${id} are one`, async () => {
      for (const [set, typed] of [
        [password, other],
        [other, password],
      ] as const) {
        await verifyPassword(await hashPassword(set, cheap), typed)
      }
    })
  }

  it('is undone by verifyPassword for every password that may be set', () =>
    fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 200 }), async (password) => {
        await verifyPassword(await hashPassword(password, cheap), password)
      }),
    ))
})

describe('allowPlaintext', () => {
  it('takes what is of no scheme for the password itself, and nothing for none', async () => {
    const options = { allowPlaintext: true }
    const expected = { scheme: 'plaintext', needsRehash: true }
    assert.deepEqual(await verifyPassword('hunter2', 'hunter2', options), expected)
    await assert.rejects(verifyPassword('hunter2', 'hunter', options), refuses('password_mismatch'))
    await assert.rejects(verifyPassword('hunter2', 'hunter2'), refuses('hash_unsupported'))
    await assert.rejects(verifyPassword('', '', options), refuses('hash_unsupported'))
    await assert.rejects(verifyPassword('$6$a', '$6$a', options), refuses('hash_malformed'))
  })
})

describe('bcrypt', () => {
  it('L07 does not read a NUL as the end, nor as the next round of the key', async () => {
    const stored = '$2b$04$fRtVBVum6mJYGxdbJssh8.dLyYJIGaW/5Q0MMibD9evjHr9pZv/Pa' // of ''
    for (const password of ['\0', '\0x', '\0\0']) {
      await assert.rejects(verifyPassword(stored, password), refuses('password_mismatch'))
    }
  })
})

describe('a hash made elsewhere', () => {
  it('of a password that is not NFC is right as it was typed', async () => {
    const stored = await argon2Hash('cafe\u0301 au lait', { memoryCost: 64, timeCost: 1 })
    await verifyPassword(stored, 'cafe\u0301 au lait')
    await assert.rejects(verifyPassword(stored, 'caf\u00e9 au lait'), refuses('password_mismatch'))
  })

  it('of U+FFFD does not take half a surrogate pair for it', async () => {
    const stored = await argon2Hash('\ufffd', { memoryCost: 64, timeCost: 1 })
    await assert.rejects(verifyPassword(stored, '\ud800'), refuses('password_mismatch'))
  })
})
