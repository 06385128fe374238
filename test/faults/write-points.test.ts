import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Passage } from '../../faults/content.ts'
import type { Content } from '../../faults/content.ts'
import { killScenario } from '../../faults/f2-write-points.ts'
import type { Figure } from '../../faults/figure.ts'
import { endMigrations } from '../../faults/migrations-postgres.ts'
import { killMigration } from '../../faults/migrations-sqlite.ts'
import { needs } from '../system/tools.ts'

const fallShort = (figures: readonly Figure[]): readonly Figure[] =>
  figures.filter(({ holds }) => !holds)

describe('killed at a write', needs('strace'), () => {
  it('what was acknowledged is there, and the database is whole', async () => {
    assert.deepEqual(fallShort(await killScenario(17)), [])
  })

  it('a migration is done or not begun, loses nothing, and the next try does it', async () => {
    assert.deepEqual(fallShort(await killMigration(1, 7)), [])
  })
})

describe('ended at a statement', needs('postgresql'), () => {
  it('a migration is done or not begun, loses nothing, and the next try does it', async () => {
    const figures = await endMigrations({ versions: [1], end: 'terminated', every: 7 })
    assert.deepEqual(fallShort(figures), [])
  })
})

describe('the passage from one schema to the next', () => {
  const before: Content = { schema: 'one', tables: { people: [{ name: 'ada' }] } }
  const after: Content = { schema: 'one two', tables: { people: [{ name: 'ada', age: null }] } }
  const passage = new Passage(before, after)

  it('ends at either of them', () => {
    assert.deepEqual(passage.faultsOf(before, false), [])
    assert.deepEqual(passage.faultsOf(after, true), [])
  })

  it('ends nowhere in between, and not at the old one once that was acknowledged', () => {
    assert.equal(passage.faultsOf({ ...after, tables: before.tables }, false).length, 1)
    assert.equal(passage.faultsOf({ ...before, tables: { people: [] } }, false).length, 1)
    assert.equal(passage.faultsOf(before, true).length, 1)
    assert.equal(passage.faultsAfter(before).length, 1)
  })

  it('loses nothing', () => {
    assert.throws(() => new Passage(before, { ...after, tables: { people: [] } }), /loses data/)
  })
})
