import assert from 'node:assert/strict'
import { it } from 'node:test'
import { rotateSqlite } from '../../faults/rotation-at-once.ts'

it('keys that another process rotates at once sign nobody out', async () => {
  const figures = await rotateSqlite(6, 7)
  assert.deepEqual(
    figures.filter(({ holds, required }) => !holds && required === '0'),
    [],
  )
})
