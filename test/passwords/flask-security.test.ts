import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { describe, it } from 'node:test'
import { createAuth, memory } from '../../src/index.ts'
import {
  createPasswords,
  flaskSecurityHash,
  hashPassword,
  inspectHash,
  verifyPassword,
} from '../../src/passwords/index.ts'

// pw-282, pw-284 and pw-298 of test/vectors/passwords.json.
const flaskSecuritySalt = '146585145368132386173505678016728509634'
const ofPassword = '$2b$04$xcCa3t3ZohnPiCCCF3cXlOG0.HD/0lYKVkHPaDVGHMzA4rfAidNcq'
const ofUmlauts = '$2b$04$/yK8Dbq.MQRI.PN6qylls.gW3.SKXyBWYez126901lmamfR4dAz8m'
const django = 'pbkdf2_sha256$10$THpFbwNn3xro$V0BooveUZ1G72aoECKULP6uEMH/pT2cS9rBRvCl8Dlg='

const argon2id = { memoryCost: 64 }
const passwords = createPasswords({ argon2id, flaskSecuritySalt })
const mismatch = { name: 'AuthError', code: 'password_mismatch' }
const saltMissing = { name: 'AuthError', code: 'hash_salt_missing' }

describe('a hash that Flask-Security made', () => {
  it('is verified under its salt where it is marked', async () => {
    for (const [stored, password] of [
      [ofPassword, 'password'],
      [ofUmlauts, 'pässwörd ✓ 日本'],
      [ofUmlauts, 'pässwörd ✓ 日本'.normalize('NFD')],
    ] as const) {
      const marked = flaskSecurityHash(stored)
      assert.deepEqual(await passwords.verify(marked, password), { needsRehash: true })
      await assert.rejects(passwords.verify(marked, `${password}!`), mismatch)
      await assert.rejects(passwords.verify(stored, password), mismatch)
    }
  })

  it('is not taken for one of a password that it does not hash twice', async () => {
    const once = await hashPassword('password', { argon2id })
    await assert.rejects(passwords.verify(flaskSecurityHash(once), 'password'), mismatch)
    await assert.rejects(verifyPassword(once, 'password', { flaskSecuritySalt }), mismatch)
  })

  it('is as it stands in a scheme of PASSWORD_SINGLE_HASH', async () => {
    const verified = await passwords.verify(flaskSecurityHash(django), 'password')
    assert.deepEqual(verified, { needsRehash: true })
  })

  it('is refused without its salt', async () => {
    const marked = flaskSecurityHash(ofPassword)
    await assert.rejects(createPasswords({ argon2id }).verify(marked, 'password'), saltMissing)
    await assert.rejects(verifyPassword(marked, 'password'), saltMissing)
  })

  it('is what it is without its mark when it is inspected', () => {
    const expected = { scheme: 'bcrypt', cost: 3_200, needsRehash: true }
    assert.deepEqual(inspectHash(flaskSecurityHash(ofPassword)), expected)
    assert.deepEqual(passwords.inspect(flaskSecurityHash(ofPassword)), expected)
  })

  it('signs in, and is one of ours afterwards', async () => {
    const store = memory()
    const auth = await createAuth({
      issuer: 'http://127.0.0.1',
      audience: 'api',
      store,
      secret: randomBytes(32).toString('base64url'),
      passwords: { argon2id, flaskSecuritySalt },
    })
    const passwordHash = flaskSecurityHash(ofPassword)
    const { id } = await auth.accounts.register({ username: 'ada', passwordHash })
    await assert.rejects(auth.signIn({ username: 'ada', password: 'wrong' }), mismatch)
    assert.equal((await store.findAccountById(id))?.passwordHash, passwordHash)
    for (let time = 0; time < 2; time += 1) {
      await auth.signIn({ username: 'ada', password: 'password' })
      const { passwordHash: now = '' } = (await store.findAccountById(id)) ?? {}
      assert.match(now, /^\$argon2id\$/)
    }
    await auth.close()
  })
})
