import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { Figure } from '../../faults/figure.ts'
import { breakCalls } from '../../faults/broken-calls.ts'
import { takeFiles } from '../../faults/no-files.ts'
import { needs } from '../system/tools.ts'

const seed = 7

/** Of the counts that have to be 0; how long anything takes depends on the machine. */
const lost = (figures: readonly Figure[]): readonly Figure[] =>
  figures.filter(({ holds, required }) => !holds && required === '0')

it(
  'a read that the disk fails ends the server, and the next one has everything',
  needs('strace'),
  async () => {
    const figures = await breakCalls({ calls: 'pread64', error: 'EIO', from: 100 }, seed)
    assert.deepEqual(lost(figures), [])
  },
)

it('a server that may open no more files goes on over its connections', async () => {
  const figures = await takeFiles(seed)
  assert.deepEqual(lost(figures), [])
})
