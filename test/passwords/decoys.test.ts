import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { encodeUtf8 } from '../../src/bytes.ts'
import { decoysKept } from '../../src/defaults.ts'
import { Decoys } from '../../src/passwords/decoys.ts'
import { parseHash } from '../../src/passwords/schemes.ts'
import type { Work } from '../../src/passwords/scheme.ts'

const [x, y] = [encodeUtf8('x'), encodeUtf8('y')]

function ledger() {
  const spent: string[] = []
  const work = (kind: string, cost = 1): Work => ({
    kind,
    cost,
    memory: 1,
    async spend(password) {
      spent.push(`${kind} ${Buffer.from(password).toString()}`)
    },
  })
  return { spent, work }
}

describe('a wrong password (L01, L03)', () => {
  it('costs one hash of every kind that was met, whichever the account has', async () => {
    const { spent, work } = ledger()
    const kinds = [work('argon2id'), work('bcrypt 10'), work('bcrypt 12')] as const
    const decoys = new Decoys(kinds[0])
    for (const kind of [...kinds, ...kinds]) decoys.remember(kind)
    for (const paid of [...kinds, undefined]) {
      spent.length = 0
      await paid?.spend(x)
      await decoys.spend([x], paid)
      assert.deepEqual(spent.toSorted(), ['argon2id x', 'bcrypt 10 x', 'bcrypt 12 x'])
    }
  })

  it('costs as many hashes as it has spellings', async () => {
    const { spent, work } = ledger()
    await new Decoys(work('argon2id')).spend([x, y], undefined)
    assert.deepEqual(spent, ['argon2id x', 'argon2id y'])
  })

  it('never costs more than the costliest few kinds', async () => {
    const { spent, work } = ledger()
    const decoys = new Decoys(work('argon2id', 5))
    for (let cost = 1; cost <= 100; cost += 1) decoys.remember(work(`bcrypt ${cost}`, cost))
    await decoys.spend([x], undefined)
    assert.deepEqual(
      spent,
      Array.from({ length: decoysKept }, (_, n) => `bcrypt ${101 - decoysKept + n} x`),
    )
  })
})

/** One hash of every way to do the work. */
const imported: readonly string[] = [
  '$argon2id$v=19$m=64,t=1,p=1$Wutdq7WWUorxPmfsvXeulQ$JvumY8tqLfjqaaMfLfXFUA',
  '$2b$04$fRtVBVum6mJYGxdbJssh8.dLyYJIGaW/5Q0MMibD9evjHr9pZv/Pa',
  `pbkdf2:blake2s:10$salt$${'a'.repeat(64)}`,
  `scrypt:16:8:1$salt$${'a'.repeat(128)}`,
  ...['$6$rounds=1000$', '$5$rounds=1000$'].map(
    (start, n) => `${start}ab$${'a'.repeat(86 - 43 * n)}`,
  ),
  `$1$ab$${'a'.repeat(22)}`,
  `$apr1$ab$${'a'.repeat(22)}`,
  `$sha1$10$ab$${'a'.repeat(28)}`,
  `$P$5${'a'.repeat(30)}`,
  'a'.repeat(13),
  `_9...${'a'.repeat(15)}`,
  `sha256$salt$${'a'.repeat(64)}`,
  'a'.repeat(32),
  'plain$$password',
]

describe('the work of an imported hash', () => {
  for (const stored of imported) {
    const { scheme, work } = parseHash(stored)
    it(`${scheme} is spent without the hash, on any password`, async () => {
      for (const password of ['', 'nul\0byte', 'x'.repeat(4_096)]) {
        assert.equal(await work.spend(encodeUtf8(password)), undefined)
      }
    })
  }

  it('is of as many kinds as there are functions and parameters', () => {
    const kinds = new Set(imported.map((stored) => parseHash(stored).work.kind))
    assert.equal(kinds.size, imported.length)
  })
})
