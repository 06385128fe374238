import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createPasswords, hashPassword } from '../../src/passwords/index.ts'

const argon2id = { memoryCost: 256 }
const passwords = createPasswords({ argon2id })
const phrase = 'four words of no song'
const mismatch = { name: 'AuthError', code: 'password_mismatch' }
const ofEmpty = '$2b$04$fRtVBVum6mJYGxdbJssh8.dLyYJIGaW/5Q0MMibD9evjHr9pZv/Pa'

describe('createPasswords', () => {
  it('hashes and verifies by its own policy', async () => {
    const stored = await passwords.hash(phrase)
    assert.match(stored, /^\$argon2id\$v=19\$m=256,t=1,p=1\$/)
    assert.deepEqual(await passwords.verify(stored, phrase), { needsRehash: false })
    assert.deepEqual(passwords.inspect(stored), {
      scheme: 'argon2id',
      cost: 256,
      needsRehash: false,
    })
    await assert.rejects(passwords.verify(stored, `${phrase}!`), mismatch)
  })

  const weaker: readonly [id: string, stored: Promise<string>, password: string][] = [
    ['less memory', hashPassword(phrase, { argon2id: { memoryCost: 128 } }), phrase],
    ['bcrypt', Promise.resolve(ofEmpty), ''],
    [
      'argon2i',
      Promise.resolve('$argon2i$v=19$m=64,t=1,p=1$6X3PeW/tHUPofa/1fk8pxQ$JHt+2kwMUIFm4evb5pDZNA'),
      '',
    ],
  ]
  for (const [id, stored, password] of weaker) {
    it(`asks for a new hash in place of ${id}`, async () => {
      assert.deepEqual(await passwords.verify(await stored, password), { needsRehash: true })
    })
  }

  it('leaves a stronger hash alone', async () => {
    const stored = await hashPassword(phrase, { argon2id: { memoryCost: 512, timeCost: 2 } })
    assert.deepEqual(await passwords.verify(stored, phrase), { needsRehash: false })
  })

  it('L01 refuses where there is no hash exactly as where it is another', async () => {
    const stored = await passwords.hash(phrase)
    for (const none of [undefined, stored]) {
      await assert.rejects(passwords.verify(none, 'x'), {
        ...mismatch,
        message: 'the password is wrong',
      })
    }
  })

  it('L05 spends nothing on what is too long', async () => {
    for (const stored of [undefined, await passwords.hash(phrase), 'nonsense']) {
      await assert.rejects(passwords.verify(stored, 'x'.repeat(1_025)), {
        code: 'password_too_long',
      })
    }
    assert.equal(passwords.pending, 0)
  })

  it('L07 refuses at sign-in, without a reason, what could not be set', async () => {
    const stored = await passwords.hash(phrase)
    for (const password of ['', '\0', `${phrase}\0`, '\ud800', '\t']) {
      await assert.rejects(passwords.verify(stored, password), mismatch)
      await assert.rejects(passwords.verify(undefined, password), mismatch)
    }
  })

  it('names what is wrong with a stored hash to the operator', async () => {
    await assert.rejects(passwords.verify('nonsense', phrase), { code: 'hash_unsupported' })
    await assert.rejects(passwords.verify(ofEmpty.slice(0, -1), phrase), { code: 'hash_malformed' })
    const small = createPasswords({ argon2id, maxCost: 1_000 })
    await assert.rejects(small.verify(ofEmpty, phrase), { code: 'hash_too_costly' })
    assert.throws(() => small.inspect(ofEmpty), { code: 'hash_too_costly' })
  })

  it('L21 bounds what runs and what waits', async () => {
    const busy = createPasswords({
      argon2id: { memoryCost: 4_096 },
      concurrency: 1,
      queueLength: 3,
    })
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => busy.hash(phrase)))
    const reasons = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason] : [],
    )
    assert.deepEqual(
      reasons.map(({ code, retryAfter }) => [code, retryAfter]),
      Array.from({ length: 16 }, () => ['overloaded', 5]),
    )
    assert.equal(busy.pending, 0)
  })

  it('T09 gives up the place of a client that has gone', async () => {
    const busy = createPasswords({ argon2id, concurrency: 1 })
    const gone = new AbortController()
    const first = busy.hash(phrase)
    const outcomes = [busy.hash(phrase, gone), busy.verify(undefined, phrase, gone)]
    gone.abort(new Error('gone'))
    for (const outcome of outcomes) await assert.rejects(outcome, { message: 'gone' })
    await first
  })

  it('L23 names no password and no hash in what it throws', async () => {
    const canary = 'canary\tof four words'
    const stored = await hashPassword('canary of four words', { argon2id })
    const attempts = [
      () => passwords.hash(canary),
      () => passwords.verify(stored, canary),
      () => passwords.verify(stored.replace('m=', 'm=0'), canary),
      async () => passwords.check(canary),
      async () => passwords.check('canary', { username: 'canary' }),
    ]
    for (const attempt of attempts) {
      await assert.rejects(attempt(), (error) => {
        assert.doesNotMatch(
          String(error instanceof Error ? error.stack : error),
          /canary\t|canary of|\$argon2|"canary/,
        )
        return true
      })
    }
  })
})
