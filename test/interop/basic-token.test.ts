import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { after, before, describe, it } from 'node:test'
import { createBasicToken } from '../../src/basic-token/index.ts'
import type { Auth } from '../../src/index.ts'
import { mount } from '../../src/middleware/node.ts'
import { openAuth, password } from '../dialects/open-auth.ts'
import { needs } from '../system/tools.ts'
import { run } from './run.ts'

describe('curl at the /token app', needs('curl'), () => {
  let auth: Auth
  let server: Server
  let url: string
  const curl = async (credentials: string, path: string): Promise<string> =>
    (await run('curl', ['-s', '-w', '\n%{http_code}', '-u', credentials, `${url}${path}`])).stdout
  before(async () => {
    auth = await openAuth(() => Date.now() / 1_000)
    await auth.accounts.register({ username: 'Lorenzo', password })
    const mounted = mount(createBasicToken(auth, { secretKey: 'the secret key of the lessons' }))
    server = createServer((request, response) => void mounted(request, response))
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const address = server.address()
    url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  })
  after(async () => {
    server.close()
    await auth.close()
  })

  it('gets a token for a name and a password, and the resource for the token', async () => {
    const [body = '', , status] = (await curl(`Lorenzo:${password}`, '/token')).trim().split('\n')
    assert.equal(status, '200')
    const { token } = JSON.parse(body) as { token: string } // or what follows fails
    const resource = await curl(`${token}:blank`, '/protected-resource')
    assert.equal(resource, '{"data":"Hello, Lorenzo!"}\n\n200')
  })

  it('gets neither with a wrong password, no name, or a token that is none', async () => {
    for (const credentials of ['Lorenzo:wrong', ':', 'eyJhbGciOiJub25lIn0.e30.:blank']) {
      for (const path of ['/token', '/protected-resource']) {
        assert.equal(await curl(credentials, path), 'Unauthorized Access\n401')
      }
    }
  })
})
