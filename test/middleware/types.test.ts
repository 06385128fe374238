import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { run } from '../interop/run.ts'

const tsc = new URL('../../node_modules/typescript/bin/tsc', import.meta.url).pathname
const project = new URL('own-claims', import.meta.url).pathname

describe('the types of the guards', () => {
  it('know the claims of the application and refuse everything else', async () => {
    const { code, stdout } = await run(process.execPath, [tsc, '-p', project])
    assert.equal(code, 0, stdout)
  })
})
