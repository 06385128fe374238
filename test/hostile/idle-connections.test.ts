import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { run } from '../interop/run.ts'
import { type ServerProcess, startServer } from '../interop/server-process.ts'

const connections = 2_000
const password = 'correct horse battery'

describe('a server process with many idle connections', () => {
  let server: ServerProcess
  const sockets: Socket[] = []
  before(async () => {
    server = await startServer({ by: 'node' })
    const add = ['account', 'add', '--username', 'lorenzo', '--password-stdin']
    const words = ['dist/cli/bin.js', ...add, '--data', server.data]
    const { code, stderr } = await run(process.execPath, words, { input: password })
    assert.equal(code, 0, stderr)
  })
  after(async () => {
    for (const socket of sockets) socket.destroy()
    await server.stop()
  })

  const signIn = (): Promise<Response> =>
    fetch(`${server.url}/api/v1/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'lorenzo', password }),
    })

  async function residentBytes(): Promise<number> {
    const metrics = await (await fetch(`${server.url}/metrics`)).text()
    return Number(/^process_resident_memory_bytes (\S+)$/m.exec(metrics)?.[1])
  }

  /** A connection that has been used once and is then kept. */
  async function idle(): Promise<void> {
    const { hostname, port } = new URL(server.url)
    const socket = connect(Number(port), hostname)
    sockets.push(socket)
    socket.write(`GET /healthz HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`)
    const [answer] = await once(socket, 'data')
    assert.match(String(answer), /^HTTP\/1\.1 200 /)
  }

  it(`T18 serves new sign-ins beside ${connections} of them, in bounded memory`, async () => {
    assert.equal((await signIn()).status, 200)
    const bare = await residentBytes()
    for (let n = 0; n < connections; n += 100) {
      await Promise.all(Array.from({ length: 100 }, idle))
    }
    const answers = await Promise.all(Array.from({ length: 5 }, signIn))
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 200, 200, 200],
    )
    const perConnection = ((await residentBytes()) - bare) / connections
    assert.ok(perConnection < 65_536, `${Math.round(perConnection)} bytes each`)
    assert.equal(
      sockets.filter(({ destroyed }) => destroyed).length,
      0,
      'and cuts none of them off',
    )
  })
})
