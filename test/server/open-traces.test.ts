import assert from 'node:assert/strict'
import { PassThrough } from 'node:stream'
import { it } from 'node:test'
import { createLog } from '../../src/server/log.ts'
import { openTraces } from '../../src/server/open-traces.ts'

it('traces without an SDK are said to reach nobody', async () => {
  const output = new PassThrough({ encoding: 'utf8' })
  const { trace } = await openTraces(createLog({ output }))
  assert.equal(JSON.parse(String(output.read())).event, 'traces_unheard')
  assert.equal(await trace('part', async () => 'done'), 'done')
})
