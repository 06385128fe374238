import assert from 'node:assert/strict'
import { it } from 'node:test'
import { jumpUnderLoad } from '../../faults/clock-jumps.ts'
import { needs } from '../system/tools.ts'

it(
  'a clock that is set under load, and restarts while it is wrong, bring nothing back',
  needs('faketime'),
  async () => {
    const hour = 3_600
    const jumps = [
      { to: { offset: -hour } },
      { to: { offset: 0 }, restarts: true },
      { to: { offset: hour }, restarts: true },
      { to: { offset: 0 } },
    ] as const
    const { verdict, calls, unexpected, untimely, accepted } = await jumpUnderLoad({
      jumps,
      seed: 7,
      stay: 0.5,
    })
    assert.deepEqual([...verdict.examples], [])
    assert.deepEqual(unexpected, [])
    assert.deepEqual(accepted, [])
    assert.ok(verdict.sessions > 0 && calls > 0 && untimely > 0)
  },
)
