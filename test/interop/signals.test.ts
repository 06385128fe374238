import assert from 'node:assert/strict'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { describe, it } from 'node:test'
import { startServer } from './server-process.ts'

describe('a server process', () => {
  it('T17 SIGTERM ends it with exit code 0', async () => {
    const server = await startServer({ by: 'node' })
    assert.equal(await server.stop(), 0)
    assert.match(server.output(), /"event":"stopping","signal":"SIGTERM"[^]*"event":"stopped"/)
  })

  it('T17 SIGTERM ends it in the middle of a slow request after that request', async () => {
    const server = await startServer({ by: 'node' })
    const answers = Array.from({ length: 3 }, () =>
      fetch(`${server.url}/api/v1/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username: 'nobody', password: 'a wrong passphrase' }),
      }),
    )
    await fetch(`${server.url}/healthz`) // the three are on their way
    const code = server.stop()
    for (const answer of answers) assert.equal((await answer).status, 401)
    assert.equal(await code, 0)
  })

  it('stops when the npm that started it is killed', async () => {
    const server = await startServer({ by: 'start' })
    const closed = once(server.child, 'close')
    server.child.kill('SIGTERM')
    await server.seen(/"event":"stopped"/)
    await closed
    rmSync(server.data, { recursive: true })
  })

  it('S17 a reader that stops reading the log blocks no answer and no stop', async () => {
    const server = await startServer({ by: 'node' })
    server.child.stdout?.pause()
    for (let i = 0; i < 20; i++) {
      const answers = Array.from({ length: 200 }, () => fetch(`${server.url}/healthz`))
      for (const answer of await Promise.all(answers)) {
        assert.equal(answer.status, 200)
        await answer.arrayBuffer()
      }
    }
    const metrics = await (await fetch(`${server.url}/metrics`)).text()
    assert.match(metrics, /^latchkey_log_lines_dropped \d+$/m)
    const exited = once(server.child, 'exit')
    server.child.kill('SIGTERM')
    assert.deepEqual(await exited, [0, null])
    rmSync(server.data, { recursive: true })
  })
})
