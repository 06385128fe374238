import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { EventStreamReader } from '../../src/tokens/event-stream.ts'
import type { StreamEvent } from '../../src/tokens/event-stream.ts'
import { encodeRevocationEvent, parseRevocationEvent } from '../../src/tokens/revocation-events.ts'
import type { RevocationEvent } from '../../src/tokens/index.ts'

const readAll = (pieces: readonly string[], maxLength = 10_000): StreamEvent[] => {
  const reader = new EventStreamReader(maxLength)
  return pieces.flatMap((piece) => reader.read(piece))
}

describe('a reader of event streams', () => {
  const rows: readonly (readonly [what: string, text: string, events: readonly StreamEvent[]])[] = [
    ['an event', 'event: a\ndata: x\n\n', [{ type: 'a', data: 'x' }]],
    ['one without a type', 'data: x\n\n', [{ type: 'message', data: 'x' }]],
    ['data on several lines', 'data: x\ndata\ndata:y\n\n', [{ type: 'message', data: 'x\n\ny' }]],
    [
      'comments and unknown fields',
      ': hi\nretry: 1\nfoo: bar\ndata: x\n\n',
      [{ type: 'message', data: 'x' }],
    ],
    ['an event without data', 'event: a\n\ndata: x\n\n', [{ type: 'message', data: 'x' }]],
    [
      'CR and CR LF',
      'data: x\r\rdata: y\r\n\r\n',
      [
        { type: 'message', data: 'x' },
        { type: 'message', data: 'y' },
      ],
    ],
    ['a byte order mark', '\u{feff}data: x\n\n', [{ type: 'message', data: 'x' }]],
    ['one space, not two', 'data:  x\n\n', [{ type: 'message', data: ' x' }]],
    ['an unfinished event', 'data: x\n', []],
  ]
  for (const [what, text, events] of rows) {
    it(`reads ${what}`, () => assert.deepEqual(readAll([text]), events))
  }

  it('reads the same however the text is cut', () => {
    const text = fc
      .array(fc.constantFrom('data: x', 'event: a', ':', 'data', 'x', '\n', '\r', '\r\n', '\n\n'))
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(text, fc.array(fc.nat(40)), (whole, cuts) => {
        const at = [0, ...cuts.map((cut) => Math.min(cut, whole.length)), whole.length]
        const sorted = at.toSorted((a, b) => a - b)
        const pieces = sorted.slice(1).map((end, index) => whole.slice(sorted[index], end))
        assert.deepEqual(readAll(pieces), readAll([whole]))
      }),
    )
  })

  it('refuses a line, or an event of many lines, that is too long', () => {
    assert.throws(() => readAll(['data: ', 'x'.repeat(50), 'x'.repeat(50)], 100), RangeError)
    assert.throws(
      () =>
        readAll(
          Array.from({ length: 30 }, () => 'data:\n'),
          100,
        ),
      RangeError,
    )
    assert.equal(
      readAll(
        Array.from({ length: 30 }, () => 'data:\n\n'),
        100,
      ).length,
      30,
    )
  })
})

const plain = { noNullPrototype: true } as const
const revocation = fc.record(
  {
    sequence: fc.nat(),
    kind: fc.constantFrom('session', 'token', 'account'),
    subject: fc.string({ unit: 'binary' }).map((text) => text.toWellFormed()),
    issuedUntil: fc.option(fc.nat(), { nil: undefined }),
    revokedAt: fc.nat(),
    expiresAt: fc.nat(),
  },
  plain,
)

const list = (...revocations: unknown[]): unknown => ({ after: 0, until: 1, revocations })

describe('revocation events', () => {
  it('come out as they went in, and never as two', () => {
    const event: fc.Arbitrary<RevocationEvent> = fc.oneof(
      fc.record(
        {
          type: fc.constantFrom('snapshot', 'revocations'),
          after: fc.constant(3),
          until: fc.integer({ min: 3, max: 1e9 }),
          revocations: fc.array(revocation),
        },
        plain,
      ),
      fc.record(
        { type: fc.constant('heartbeat' as const), sequence: fc.nat(), at: fc.nat() },
        plain,
      ),
    )
    fc.assert(
      fc.property(event, (sent) => {
        const [read, ...others] = readAll([encodeRevocationEvent(sent)], 1e9)
        assert.deepEqual(others, [])
        assert.deepEqual(parseRevocationEvent(read?.type ?? '', read?.data ?? ''), sent)
      }),
    )
  })

  it('are refused where anything is wrong with them', () => {
    const good = { sequence: 1, kind: 'token', subject: 'x', revokedAt: 1, expiresAt: 2 }
    for (const data of [
      null,
      [],
      {},
      { after: 2, until: 1, revocations: [] },
      { after: 0, until: 1, revocations: {} },
      list(null),
      list({ ...good, kind: 'user' }),
      list({ ...good, subject: 1 }),
      list({ ...good, sequence: -1 }),
      list({ ...good, expiresAt: '2' }),
      list({ ...good, expiresAt: null }),
      list({ ...good, issuedUntil: null }),
      list(...Array.from({ length: 1_001 }, () => good)),
    ]) {
      assert.throws(() => parseRevocationEvent('snapshot', JSON.stringify(data)), TypeError)
    }
    assert.throws(() => parseRevocationEvent('heartbeat', '{"sequence":1}'), TypeError)
    assert.throws(() => parseRevocationEvent('heartbeat', '{"sequence":1,'))
    assert.equal(parseRevocationEvent('later', '?'), undefined)
    assert.ok(parseRevocationEvent('snapshot', JSON.stringify(list(good))))
  })
})
