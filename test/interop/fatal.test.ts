import assert from 'node:assert/strict'
import { once } from 'node:events'
import { copyFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { startServer } from './server-process.ts'

describe('a database that cannot be trusted any more', () => {
  it('S05 one replaced under the server ends the process with 1, after a 5xx for the write', async () => {
    const server = await startServer({ by: 'node', flags: ['--demo'] })
    const [, command = ''] = await server.seen(/-u (Lorenzo:\S+)/)
    const file = join(server.data, 'latchkey.db')
    copyFileSync(file, `${file}.copy`)
    renameSync(`${file}.copy`, file)
    const exited = once(server.child, 'exit')
    const headers = { authorization: `Basic ${btoa(command)}` }
    const response = await fetch(`${server.url}/token`, { headers }).catch(() => undefined)
    assert.ok(response === undefined || response.status >= 500, `${response?.status}`)
    assert.deepEqual(await exited, [1, null])
    await server.seen(/"event":"storage_failed"/)
    rmSync(server.data, { recursive: true })
  })
})
