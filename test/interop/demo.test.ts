import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { needs } from '../system/tools.ts'
import { run } from './run.ts'
import { startServer, type ServerProcess } from './server-process.ts'

describe('npm start', needs('curl'), () => {
  let server: ServerProcess
  let lines: readonly string[]
  before(async () => {
    server = await startServer({ by: 'start' })
    await server.seen(/protected-resource; echo\n/)
    lines = server
      .output()
      .split('\n')
      .filter((line) => line.includes('curl '))
  })
  after(() => server.stop())

  it('prints five lines that sign in, call, renew, sign out and get a token, when pasted as they are', async () => {
    assert.equal(lines.length, 5)
    const shell = await run('sh', ['-eu'], { input: lines.join('\n') })
    assert.equal(shell.stderr, '')
    const answers = shell.stdout.trim().split('\n')
    const [signIn = '', call = '', renewal = '', signOut, token = '', hello] = answers
    assert.equal(JSON.parse(signIn).user.username, 'Lorenzo')
    assert.equal(JSON.parse(call).username, 'Lorenzo')
    assert.notEqual(JSON.parse(renewal).refreshToken, JSON.parse(signIn).refreshToken)
    assert.equal(signOut, '204')
    // Up to 5 % are taken off at random.
    assert.ok(JSON.parse(token).duration > 560)
    assert.equal(hello, '{"data":"Hello, Lorenzo!"}')
  })

  describe('the two curl commands of the /token app', () => {
    let password = ''
    before(() => {
      password = /-u Lorenzo:(\S+)/.exec(lines.join('\n'))?.[1] ?? ''
    })

    it('gets a token for a name and a password, and the resource for the token', async () => {
      const [answer = '', status] = (
        await curl('-u', `Lorenzo:${password}`, `${server.url}/token`)
      ).split('\n')
      assert.equal(status, '200')
      const { token, duration } = JSON.parse(answer)
      assert.ok(duration > 560 && duration <= 600)
      const resource = await curl('-u', `${token}:blank`, `${server.url}/protected-resource`)
      assert.equal(resource, '{"data":"Hello, Lorenzo!"}\n200')
    })

    it('answers name and password, and Bearer, at the resource as well', async () => {
      const resource = `${server.url}/protected-resource`
      assert.match(await curl('-u', `Lorenzo:${password}`, resource), /Hello, Lorenzo!.*\n200$/)
      const answer = await (await fetch(`${server.url}/token`, basic(`Lorenzo:${password}`))).json()
      const { token } = answer as { token: string }
      const bearer = await curl('-H', `Authorization: Bearer ${token}`, resource)
      assert.match(bearer, /Hello, Lorenzo!.*\n200$/)
    })

    for (const [attack, credentials] of [
      ['no password', 'Lorenzo:'],
      ['a wrong password', 'Lorenzo:wrong'],
      ['no name at all (the bypass of the seed)', ':'],
      ['a token that is none', 'eyJhbGciOiJub25lIn0.e30.:blank'],
    ] as const) {
      it(`refuses ${attack} with 401`, async () => {
        for (const path of ['/token', '/protected-resource']) {
          const response = await fetch(`${server.url}${path}`, basic(credentials))
          assert.equal(response.status, 401)
          assert.match(response.headers.get('www-authenticate') ?? '', /^Basic /)
        }
      })
    }

    it('asks for credentials where there are none', async () => {
      const response = await fetch(`${server.url}/protected-resource`)
      assert.equal(response.status, 401)
      assert.match(response.headers.get('www-authenticate') ?? '', /^Basic /)
    })
  })
})

const basic = (credentials: string): RequestInit => ({
  headers: { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` },
})

const curl = async (...args: readonly string[]): Promise<string> =>
  (await run('curl', ['-s', '-w', '\n%{http_code}', ...args])).stdout
