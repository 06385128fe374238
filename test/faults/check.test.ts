import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { anomaliesOf } from '../../faults/check.ts'
import type { Call, Input, Outcome } from '../../faults/history.ts'

/** A call from second to second. */
function call(input: Input, [from, to]: readonly [number, number], outcome: Outcome): Call {
  return { session: 's', input, by: 'owner', from, to, outcome }
}

interface Renewal {
  readonly at: readonly [number, number]
  readonly outcome?: Outcome
  /** The generation that was answered. */
  readonly to?: number
  readonly name?: string | undefined
  readonly by?: 'owner' | 'thief'
  readonly token?: string
}

function renew(generation: number, renewal: Renewal): Call {
  const { at, outcome = 'ok', to = generation + 1, by = 'owner' } = renewal
  const name = 'name' in renewal ? renewal.name : `after ${generation}`
  const { token = `token ${to}` } = renewal
  return {
    ...call({ op: 'renew', generation, renewalId: name }, at, outcome),
    by,
    ...(outcome === 'ok' && { output: { token, generation: to } }),
  }
}

const verify = (at: readonly [number, number], outcome: Outcome = 'ok'): Call =>
  call({ op: 'verify' }, at, outcome)
const revoke = (at: readonly [number, number], outcome: Outcome = 'ok'): Call =>
  call({ op: 'revoke' }, at, outcome)

const never = Infinity

describe('histories that the protocol allows', () => {
  const histories: Readonly<Record<string, readonly Call[]>> = {
    'one renewal after the other': [renew(0, { at: [0, 1] }), renew(1, { at: [2, 3] })],
    'two tabs at once': [renew(0, { at: [0, 2] }), renew(0, { at: [1, 3] })],
    'an answer was lost, and learned by its name later': [
      renew(0, { at: [0, never], outcome: 'unknown' }),
      renew(0, { at: [100, 101] }),
      renew(1, { at: [102, 103] }),
    ],
    'a request was lost': [
      renew(0, { at: [0, never], outcome: 'unknown' }),
      renew(0, { at: [100, 101], name: 'another' }),
    ],
    'a sign-out of which nobody knows worked later': [
      revoke([0, never], 'unknown'),
      verify([1, 2]),
      verify([3, 4], 'denied'),
    ],
    'a sign-out of which nobody knows never worked': [
      revoke([0, never], 'unknown'),
      renew(0, { at: [5, 6] }),
    ],
    'a renewal and a sign-out met': [
      renew(0, { at: [0, 3] }),
      revoke([1, 2]),
      renew(1, { at: [4, 5], outcome: 'denied' }),
    ],
    'a retry without a name within the window': [
      renew(0, { at: [0, 1], name: undefined }),
      renew(0, { at: [5, 6], name: undefined }),
    ],
    'a theft that was found': [
      renew(0, { at: [0, 1] }),
      renew(1, { at: [2, 3] }),
      renew(0, { at: [4, 5], outcome: 'denied', name: undefined, by: 'thief' }),
      renew(2, { at: [6, 7], outcome: 'denied' }),
    ],
    'a late duplicate': [
      renew(0, { at: [0, 1] }),
      renew(1, { at: [2, 3] }),
      renew(0, { at: [4, 5], outcome: 'stale' }),
      renew(2, { at: [6, 7] }),
    ],
  }
  for (const [name, history] of Object.entries(histories)) {
    it(name, () => assert.deepEqual(anomaliesOf(history), []))
  }
})

describe('histories that it does not', () => {
  const histories: Readonly<Record<string, readonly [expected: string, history: readonly Call[]]>> =
    {
      'a sign-out that was forgotten': [
        'LOST-REVOCATION NOT-LINEARIZABLE',
        [revoke([0, 1]), verify([2, 3])],
      ],
      'a renewal after a sign-out': [
        'LOST-REVOCATION NOT-LINEARIZABLE',
        [revoke([0, 1]), renew(0, { at: [2, 3] })],
      ],
      'two successors of one token': [
        'FORK',
        [renew(0, { at: [0, 2], token: 'one' }), renew(0, { at: [1, 3], token: 'other' })],
      ],
      'a refusal that was taken back': [
        'RESURRECT LOST NOT-LINEARIZABLE',
        [verify([0, 1], 'denied'), verify([2, 3])],
      ],
      'an owner who was signed out after a lost answer': [
        'LOST NOT-LINEARIZABLE',
        [
          renew(0, { at: [0, never], outcome: 'unknown' }),
          renew(0, { at: [1, 2], outcome: 'denied' }),
        ],
      ],
      'a rotation that was forgotten': [
        'NOT-LINEARIZABLE',
        [renew(0, { at: [0, 1] }), renew(1, { at: [2, 3] }), renew(0, { at: [20, 21], to: 1 })],
      ],
      'a spent token that was accepted outside of the window': [
        'NOT-LINEARIZABLE',
        [renew(0, { at: [0, 1] }), renew(0, { at: [20, 21], name: undefined, by: 'thief' })],
      ],
      'a retry that was taken for a theft': [
        'NOT-LINEARIZABLE',
        [
          renew(0, { at: [0, 1], name: undefined }),
          renew(0, { at: [2, 3], name: undefined, outcome: 'denied' }),
        ],
      ],
      'a theft that ended nothing': [
        'RESURRECT NOT-LINEARIZABLE',
        [
          renew(0, { at: [0, 1] }),
          renew(1, { at: [2, 3] }),
          renew(0, { at: [4, 5], outcome: 'denied', name: undefined, by: 'thief' }),
          renew(2, { at: [6, 7] }),
        ],
      ],
      'a generation left out': ['NOT-LINEARIZABLE', [renew(0, { at: [0, 1], to: 2 })]],
    }
  for (const [name, [expected, history]] of Object.entries(histories)) {
    it(name, () => assert.equal(anomaliesOf(history).join(' '), expected))
  }
})
