import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { needs } from '../system/tools.ts'
import { run } from './run.ts'
import { startServer, type ServerProcess } from './server-process.ts'

const password = 'a quite long passphrase 7'
const script = new URL('client.py', import.meta.url).pathname

async function python(server: ServerProcess, source: 'header' | 'query'): Promise<string> {
  const args = [script, server.url, source]
  const { code, stdout, stderr } = await run('/usr/bin/python3', args, { input: password })
  assert.equal(code, 0, stderr)
  return stdout
}

describe('Python with requests', needs('requests'), () => {
  for (const [allowed, query] of [
    ['off', '401 None\n401 None\n'],
    ['on', '200 ada\n200 ada\n'],
  ] as const) {
    describe(`with tokens in the query ${allowed}`, () => {
      let server: ServerProcess
      before(async () => {
        server = await startServer({ env: { LATCHKEY_ALLOW_QUERY_TOKENS: allowed } })
        const add = ['latchkey', 'account', 'add', '--username', 'ada', '--password-stdin']
        await run('npx', [...add, '--data', server.data], { input: password })
      })
      after(() => server.stop())

      it('signs in with JSON and calls with the token in a header', async () => {
        assert.equal(await python(server, 'header'), '200 ada\n')
      })

      it(`H12 is ${allowed === 'on' ? 'let in' : 'refused'} with the token in the query, which no log shows`, async () => {
        assert.equal(await python(server, 'query'), query)
        assert.doesNotMatch(server.output(), /eyJ|auth_token|passphrase/)
      })
    })
  }
})
