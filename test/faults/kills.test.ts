import assert from 'node:assert/strict'
import { it } from 'node:test'
import { killUnderLoad } from '../../faults/kills.ts'

it('ten kills under load: nothing acknowledged is lost, nothing forks, nobody is signed out', async () => {
  const { verdict, calls, unexpected } = await killUnderLoad({ kills: 10, seed: 7 })
  assert.deepEqual([...verdict.examples], [])
  assert.deepEqual(unexpected, [])
  assert.ok(verdict.sessions > 0 && calls > 0)
})
