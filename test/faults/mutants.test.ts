import assert from 'node:assert/strict'
import { it } from 'node:test'
import { mutants } from '../../faults/mutants.ts'
import { catchMutants } from '../../faults/mutants-caught.ts'

it('all seven mistakes are found by the checker', async () => {
  const figures = await catchMutants(7)
  assert.deepEqual(
    figures.map(({ what, holds }) => [what, holds]),
    Object.keys(mutants).map((name) => [name, true]),
  )
  assert.equal(figures.length, 7)
})
