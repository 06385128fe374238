import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { createRevocationSet } from '../../src/tokens/index.ts'
import type { RevocableClaims, Revocation } from '../../src/tokens/index.ts'
import { start, testClock } from './issuer.ts'

const claims: RevocableClaims = { jti: 'j', sid: 's', sub: 'a', iat: start }

const revocation = (changes: Partial<Revocation> = {}): Omit<Revocation, 'sequence'> => ({
  kind: 'session',
  subject: 's',
  issuedUntil: undefined,
  revokedAt: start,
  expiresAt: start + 600,
  ...changes,
})

describe('a revocation set', () => {
  const cases: readonly [id: string, revoked: Partial<Revocation>, revokes: boolean][] = [
    ['R17 its session', { kind: 'session', subject: 's' }, true],
    ['R17 another session', { kind: 'session', subject: 't' }, false],
    ['R17 a session named like its jti', { kind: 'session', subject: 'j' }, false],
    ['R17 its jti', { kind: 'token', subject: 'j' }, true],
    ['R17 a jti named like its session', { kind: 'token', subject: 's' }, false],
    ['R17 its account, issued then', { kind: 'account', subject: 'a', issuedUntil: start }, true],
    [
      'R17 its account, issued later',
      { kind: 'account', subject: 'a', issuedUntil: start - 1 },
      false,
    ],
    ['R17 an account named like its session', { kind: 'account', subject: 's' }, false],
    ['J41 a subject named like a member of every object', { subject: 'constructor' }, false],
  ]
  for (const [id, revoked, revokes] of cases) {
    it(`${id}: ${revokes ? 'revokes' : 'does not revoke'}`, () => {
      const set = createRevocationSet({ clock: () => start })
      set.add(revocation(revoked))
      assert.equal(set.revokes(claims), revokes)
    })
  }

  it('keeps the later of two revocations of one account, in whichever order they arrive', () => {
    for (const times of [
      [start, start - 50],
      [start - 50, start],
    ]) {
      const set = createRevocationSet({ clock: () => start })
      for (const issuedUntil of times) {
        set.add(revocation({ kind: 'account', subject: 'a', issuedUntil }))
      }
      assert.equal(set.revokes(claims), true)
    }
  })

  for (const [kind, subject] of [
    ['session', 's'],
    ['token', 'j'],
    ['account', 'a'],
  ] as const) {
    it(`keeps the later expiry of two revocations of one ${kind}, in whichever order`, () => {
      for (const expiries of [
        [600, 10],
        [10, 600],
      ]) {
        const clock = testClock()
        const set = createRevocationSet({ clock })
        for (const after of expiries) {
          set.add(revocation({ kind, subject, expiresAt: start + after }))
        }
        clock.now = start + 60
        for (let i = 0; i < 10; i += 1) set.add(revocation({ subject: `other-${i}` }))
        assert.equal(set.revokes(claims), true)
      }
    })

    it(`keeps one of a ${kind} to the end of its last second`, () => {
      const clock = testClock()
      const set = createRevocationSet({ clock })
      set.add(revocation({ kind, subject, expiresAt: start + 10.5 }))
      clock.now = start + 10.4
      for (let i = 0; i < 10; i += 1) set.add(revocation({ subject: `other-${i}` }))
      assert.equal(set.revokes(claims), true)
    })
  }

  it('forgets four at most for each that is added, so that none has to wait', () => {
    const clock = testClock()
    const set = createRevocationSet({ clock })
    for (let i = 0; i < 40; i += 1)
      set.add(revocation({ subject: `old-${i}`, expiresAt: start + 1 }))
    clock.now = start + 1
    for (let i = 1; i <= 5; i += 1) {
      set.add(revocation({ subject: `new-${i}` }))
      const forgotten = 40 + i - set.size
      assert.ok(forgotten <= 4 * i && forgotten > 3 * i, `${forgotten} after ${i}`)
    }
  })

  it('forgets what has expired while it is added to, and nothing else', () => {
    const clock = testClock()
    const set = createRevocationSet({ clock })
    for (let i = 0; i < 3_000; i += 1) {
      clock.now = start + i
      const kind = (['session', 'token', 'account'] as const)[i % 3] ?? 'session'
      set.add(revocation({ kind, subject: `${kind}-${i}`, expiresAt: clock.now + 100 }))
      assert.ok(set.size <= 150, `${set.size} known of 100 live`)
    }
    for (let i = 2_901; i < 3_000; i += 1) {
      const name = `${(['session', 'token', 'account'] as const)[i % 3]}-${i}`
      assert.ok(set.revokes({ jti: name, sid: name, sub: name, iat: start }))
    }
  })

  it('ignores what has expired already', () => {
    const set = createRevocationSet({ clock: () => start })
    set.add(revocation({ expiresAt: start }))
    assert.equal(set.size, 0)
  })

  it('at its limit refuses everything issued until then rather than forget one', () => {
    const clock = testClock()
    const set = createRevocationSet({ clock, limit: 3 })
    for (const kind of ['session', 'token', 'account'] as const) {
      set.add(revocation({ kind, subject: kind === 'session' ? 's' : 'other' }))
    }
    assert.equal(set.size, 3)
    clock.now = start + 5
    set.add(revocation({ subject: '4' }))
    assert.equal(set.size, 1)
    assert.equal(set.revokes({ ...claims, sid: 'innocent', iat: start + 5 }), true, 'issued then')
    assert.equal(set.revokes(claims), true, 'revoked before')
    assert.equal(set.revokes({ ...claims, sid: 'innocent' }), true, 'issued before')
    assert.equal(set.revokes({ ...claims, sid: 'innocent', iat: start + 6 }), false)
    assert.equal(set.revokes({ ...claims, sid: '4', iat: start + 6 }), true)
  })

  it('may know as few as one', () => {
    const set = createRevocationSet({ clock: () => start, limit: 1 })
    set.add(revocation())
    assert.deepEqual([set.size, set.revokes(claims)], [1, true])
  })

  it('S12 refuses what was issued until then when the clock goes back behind what it has forgotten', () => {
    const clock = testClock()
    const set = createRevocationSet({ clock })
    const versions = [set.version]
    set.add(revocation())
    versions.push(set.version)
    clock.now = start + 600
    for (const subject of ['2', '3']) {
      set.add(revocation({ subject, expiresAt: start + 1_200 }))
      versions.push(set.version)
    }
    assert.equal(set.revokes(claims), false, 'its token has expired')
    clock.now = start + 570
    assert.equal(set.revokes(claims), false, 'within what clocks are forgiven')
    clock.now = start + 60
    assert.equal(set.revokes(claims), true)
    assert.ok(!versions.includes(set.version), 'a version that it never had before')
    assert.equal(set.revokes({ ...claims, iat: start + 61 }), false)
    assert.equal(set.revokes({ ...claims, sid: '2', iat: start + 61 }), true)
  })

  it('has another version after every revocation that counts', () => {
    const set = createRevocationSet({ clock: () => start, limit: 2 })
    const versions = new Set([set.version])
    for (const subject of ['1', '2', '3', '1']) {
      set.add(revocation({ subject }))
      versions.add(set.version)
    }
    assert.equal(versions.size, 5)
  })

  it('refuses a limit that is none', () => {
    for (const limit of [0, -1, 1.5, Number.NaN, Infinity]) {
      assert.throws(() => createRevocationSet({ limit }), RangeError)
    }
  })

  it('agrees with a plain list of all that was revoked', () => {
    const name = fc.constantFrom('a', 'b', 'c')
    const added = fc.record({
      kind: fc.constantFrom('session', 'token', 'account'),
      subject: name,
      issuedUntil: fc.integer({ min: -5, max: 5 }).map((offset) => start + offset),
      revokedAt: fc.constant(start),
      expiresAt: fc.integer({ min: 1, max: 50 }).map((offset) => start + offset),
    })
    const asked = fc.record({
      jti: name,
      sid: fc.option(name, { nil: undefined }),
      sub: name,
      iat: fc.integer({ min: -6, max: 6 }).map((offset) => start + offset),
    })
    fc.assert(
      fc.property(fc.array(added, { maxLength: 12 }), asked, (revocations, token) => {
        const set = createRevocationSet({ clock: () => start })
        for (const each of revocations) set.add(each)
        const expected = revocations.some(
          ({ kind, subject, issuedUntil }) =>
            (kind === 'session' && subject === token.sid) ||
            (kind === 'token' && subject === token.jti) ||
            (kind === 'account' && subject === token.sub && token.iat <= issuedUntil),
        )
        assert.equal(set.revokes(token), expected)
      }),
    )
  })
})
