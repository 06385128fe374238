import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { inflateSync } from 'node:zlib'
import { generateKey, importJwk } from '../../src/keys/index.ts'
import type { Key } from '../../src/keys/index.ts'
import { createStatusList } from '../../src/tokens/index.ts'
import type { StatusList } from '../../src/tokens/index.ts'
import { encodeStatuses } from '../../src/tokens/status-list.ts'
import { issuer, signer, start, testClock } from './issuer.ts'
import type { TestClock } from './issuer.ts'

interface Vector {
  readonly name: string
  readonly size: number
  readonly set: readonly number[]
  readonly lst: string
}

const inflate = (lst: string): Buffer => inflateSync(Buffer.from(lst, 'base64url'))

describe('statuses', () => {
  const text = readFileSync(new URL('../vectors/status-list.json', import.meta.url), 'utf8')
  const vectors = JSON.parse(text) as readonly Vector[] // our own file
  for (const { name, size, set, lst } of vectors) {
    // Another zlib may pack the same octets differently.
    it(`are the octets of ${name}`, async () => {
      assert.deepEqual(inflate(await encodeStatuses(set, size)), inflate(lst))
    })
  }
})

interface World {
  readonly clock: TestClock
  readonly list: StatusList
  /** Revokes the session at a place. */
  readonly revoke: (index: number, expiresAt?: number) => void
  /** What the store was asked for. */
  readonly pages: { readonly after: number; readonly limit: number; readonly now: number }[]
  key: Key
  failure: Error | undefined
}

function world(): World {
  const clock = testClock()
  const revoked: { sequence: number; index: number; expiresAt: number }[] = []
  const w: World = {
    clock,
    pages: [],
    key: signer,
    failure: undefined,
    revoke(index, expiresAt = start + 10_000) {
      revoked.push({ sequence: revoked.length + 1, index, expiresAt })
    },
    list: createStatusList({
      issuer: `${issuer}/`,
      clock,
      keys: { signingKey: () => w.key, verificationKey: () => w.key },
      store: {
        async listRevokedStatuses(page) {
          w.pages.push(page)
          if (w.failure) throw w.failure
          const { after, limit } = page
          return revoked.filter(({ sequence }) => sequence > after).slice(0, limit)
        },
      },
    }),
  }
  return w
}

const partOf = (token: string, part: 0 | 1): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[part] ?? '', 'base64url').toString())

/** The places that a list says are revoked. */
function placesIn(token: string): number[] {
  const { status_list: said } = partOf(token, 1) as { status_list: { lst: string } } // asserted below
  const places: number[] = []
  for (const [at, byte] of inflate(said.lst).entries()) {
    for (let bit = 0; byte >> bit > 0; bit += 1) {
      if (((byte >> bit) & 1) === 1) places.push(at * 8 + bit)
    }
  }
  return places
}

describe('a status list', () => {
  it('is a Status List Token of the draft, §5.1, for as long as it says', async () => {
    const { list, clock, key, revoke } = world()
    clock.now = start + 0.7
    revoke(3)
    const token = await list.token()
    assert.equal(list.uri, `${issuer}/api/v1/status-list`)
    assert.deepEqual(partOf(token, 0), { alg: 'ES256', typ: 'statuslist+jwt', kid: key.kid })
    const { status_list: said, ...claims } = partOf(token, 1)
    assert.deepEqual(claims, { sub: list.uri, iat: start, exp: start + 300, ttl: 15 })
    const { lst, ...kind }: { lst?: unknown } = Object(said)
    assert.deepEqual(kind, { bits: 1 })
    assert.equal(inflate(String(lst)).length, 4_194_304 / 8)
    assert.deepEqual(placesIn(token), [3])
  })

  it('has everybody in it, however many pages of the store and characters that are', async () => {
    const { list, revoke, pages } = world()
    // All over the list, so that little of it can be compressed.
    const places = Array.from(
      { length: 5_500 },
      (_, n) => hash('sha1', String(n), 'buffer').readUInt32BE() >>> 10,
    )
    for (const place of places) revoke(place)
    const token = await list.token()
    assert.ok(token.length > 8_192)
    assert.deepEqual(
      placesIn(token),
      [...new Set(places)].toSorted((a, b) => a - b),
    )
    assert.deepEqual(
      pages.map(({ after }) => after),
      [0, 1_000, 2_000, 3_000, 4_000, 5_000],
    )
    assert.ok(pages.every(({ limit, now }) => limit === 1_000 && now === start))
  })

  it('looks for what is new once a second, and from where it was', async () => {
    const { list, clock, revoke, pages } = world()
    revoke(1)
    const first = await list.token()
    revoke(2)
    clock.now = start + 0.9
    assert.equal(await list.token(), first)
    assert.equal(pages.length, 1)
    clock.now = start + 1
    assert.deepEqual(placesIn(await list.token()), [1, 2])
    assert.deepEqual(
      pages.map(({ after }) => after),
      [0, 1],
    )
    revoke(3)
    clock.now = start - 1
    assert.deepEqual(placesIn(await list.token()), [1, 2, 3], 'a clock that was set back')
  })

  it('stays the same token until it says something else, another key signs, or half its time is over', async () => {
    const w = world()
    w.revoke(1)
    const first = await w.list.token()
    w.clock.now = start + 149
    assert.equal(await w.list.token(), first)
    w.clock.now = start + 150
    const second = await w.list.token()
    assert.notEqual(second, first)
    w.clock.now += 1
    assert.equal(await w.list.token(), second)
    w.key = importJwk(generateKey('ES256').privateKey, 'sign')
    assert.equal(await w.list.token(), second, 'it looks once a second')
    w.clock.now += 1
    const third = await w.list.token()
    assert.equal(partOf(third, 0)['kid'], w.key.kid)
    w.revoke(2)
    w.clock.now += 1
    assert.notEqual(await w.list.token(), third)
  })

  it('lets go of a session when all its tokens have expired', async () => {
    const { list, clock, revoke } = world()
    revoke(1, start + 100)
    revoke(2, start + 50)
    revoke(2, start + 200)
    revoke(2, start + 100)
    for (const [later, places] of [
      [0, [1, 2]],
      [99, [1, 2]],
      [100, [2]],
      [199, [2]],
      [200, []],
    ] as const) {
      clock.now = start + later
      assert.deepEqual(placesIn(await list.token()), places, `after ${later} s`)
    }
  })

  it('asks once for all that wait, and again after a failure', async () => {
    const w = world()
    w.failure = new Error('disk')
    const failing = [w.list.token(), w.list.token()]
    for (const each of failing) await assert.rejects(each, /disk/)
    assert.equal(w.pages.length, 1)
    w.failure = undefined
    assert.deepEqual(placesIn(await w.list.token()), [])
    assert.equal(w.pages.length, 2)
  })
})
