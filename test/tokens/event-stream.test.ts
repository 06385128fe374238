import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { EventStreamReader } from '../../src/tokens/event-stream.ts'
import type { StreamEvent } from '../../src/tokens/event-stream.ts'
import { encodeRevocationEvent, parseRevocationEvent } from '../../src/tokens/revocation-events.ts'
import type { Revocation, RevocationEvent } from '../../src/tokens/index.ts'

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
    ['a colon in the data', 'data: x: y\n\n', [{ type: 'message', data: 'x: y' }]],
    ['a comment named like a field', ':data: x\ndata: y\n\n', [{ type: 'message', data: 'y' }]],
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

  it('takes a line break that comes in two pieces for one', () => {
    for (const pieces of [
      ['data: x\r', '\ndata: y\n\n'],
      ['data: x\r', '', '\ndata: y\n\n'],
      ['data: x\r', 'data: y\n\n'],
      ['data: x', '\ndata: y', '\n\n'],
    ]) {
      assert.deepEqual(readAll(pieces), [{ type: 'message', data: 'x\ny' }])
    }
  })

  it('takes events of just the length that they may have, one after the other', () => {
    const [longest, tooLong] = [94, 95].map((length) => `data: ${'x'.repeat(length)}\n\n`)
    assert.equal(readAll([longest ?? '', longest ?? ''], 100).length, 2)
    for (const pieces of [[tooLong ?? ''], [longest ?? '', tooLong ?? '']]) {
      assert.throws(
        () => readAll(pieces, 100),
        /^RangeError: an event has more than 100 characters$/,
      )
    }
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

  it('are text/event-stream with the number to go on from, and none in a heartbeat', () => {
    const revocations: Revocation[] = [
      {
        sequence: 7,
        kind: 'account',
        subject: 'a',
        issuedUntil: 5,
        revokedAt: 5,
        expiresAt: 9,
      },
    ]
    assert.equal(
      encodeRevocationEvent({ type: 'revocations', after: 3, until: 7, revocations }),
      `event: revocations\nid: 7\ndata: ${JSON.stringify({ after: 3, until: 7, revocations })}\n\n`,
    )
    assert.equal(
      encodeRevocationEvent({ type: 'heartbeat', sequence: 7, at: 9.5 }),
      'event: heartbeat\ndata: {"sequence":7,"at":9.5}\n\n',
    )
  })

  const good = { sequence: 0, kind: 'token', subject: 'x', revokedAt: 1, expiresAt: 2 }
  const bad: readonly [member: string, type: string, data: unknown][] = [
    ['revocations', 'snapshot', null],
    ['revocations', 'snapshot', []],
    ['revocations', 'snapshot', {}],
    ['revocations', 'revocations', { after: 0, until: 1, revocations: {} }],
    ['revocations', 'snapshot', { after: 0, until: 1, revocations: { length: 0 } }],
    ['revocations', 'snapshot', list(...Array.from({ length: 1_001 }, () => good))],
    ['until', 'snapshot', { after: 2, until: 1, revocations: [] }],
    ['number', 'snapshot', { until: 1, revocations: [] }],
    ['number', 'snapshot', { after: 0, revocations: [] }],
    ['kind', 'snapshot', list(null)],
    ['kind', 'snapshot', list({ ...good, kind: 'user' })],
    ['kind', 'snapshot', list({ ...good, kind: '' })],
    ['subject', 'snapshot', list({ ...good, subject: 1 })],
    ['number', 'snapshot', list({ ...good, sequence: -1 })],
    ['number', 'snapshot', list({ ...good, sequence: 1.5 })],
    ['number', 'snapshot', list({ ...good, sequence: '1' })],
    ['time', 'snapshot', list({ ...good, revokedAt: '1' })],
    ['time', 'snapshot', list({ ...good, expiresAt: null })],
    ['time', 'snapshot', list({ ...good, issuedUntil: null })],
    ['time', 'heartbeat', { sequence: 1 }],
    ['number', 'heartbeat', { at: 1 }],
  ]
  for (const [member, type, data] of bad) {
    it(`are refused for a wrong ${member}: ${type} ${JSON.stringify(data).slice(0, 60)}`, () => {
      assert.throws(() => parseRevocationEvent(type, JSON.stringify(data)), {
        name: 'TypeError',
        message: `feed: malformed event (${member})`,
      })
    })
  }

  it('may be as long as a page, and begin at nothing', () => {
    const full = list(...Array.from({ length: 1_000 }, () => good))
    const event = parseRevocationEvent('revocations', JSON.stringify(full))
    assert.equal(event?.type === 'revocations' && event.revocations.length, 1_000)
    const empty = { after: 0, until: 0, revocations: [] }
    assert.deepEqual(parseRevocationEvent('snapshot', JSON.stringify(empty)), {
      type: 'snapshot',
      ...empty,
    })
  })

  it('are refused where a text is not JSON, or a time has no end, and passed over where they are new', () => {
    assert.throws(() => parseRevocationEvent('heartbeat', '{"sequence":1,'), {
      code: 'invalid_request',
    })
    assert.throws(() => parseRevocationEvent('heartbeat', '{"sequence":1,"at":1e400}'), TypeError)
    assert.equal(parseRevocationEvent('later', '?'), undefined)
    assert.ok(parseRevocationEvent('snapshot', JSON.stringify(list(good))))
  })
})
