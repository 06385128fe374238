import assert from 'node:assert/strict'
import { it } from 'node:test'
import { askUnderKills } from '../../faults/corpus-under-kills.ts'

it('hostile input is refused by servers that are killed while they read it', async () => {
  const stride = 16
  const report = await askUnderKills({
    kills: 4,
    seed: 7,
    choose: (_, index) => index % stride === 0,
  })
  assert.deepEqual(report.differing, [])
  assert.deepEqual(report.complaints, [])
  assert.deepEqual([...report.verdict.examples], [])
  assert.deepEqual(report.unexpected, [])
  assert.equal(report.crashes, 0)
  assert.ok(report.inputs > 0 && report.verdict.sessions > 0)
})
