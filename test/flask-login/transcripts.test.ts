import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createFlaskLogin } from '../../src/flask-login/index.ts'
import { AuthError, memory } from '../../src/index.ts'
import { openAuth } from '../dialects/open-auth.ts'
import { assertPrinted, readTranscript } from '../dialects/transcripts.ts'
import { differences } from './differences.ts'

/** When it was recorded: no session there is older than this. */
const now = 1_795_318_300

describe('Flask-Login, as it was recorded', () => {
  const exchanges = readTranscript('flask-login')
  it('differs as docs/flask-login.md says', () => assertPrinted('flask-login.md', differences))

  it('is 17 exchanges', () => assert.equal(exchanges.length, 17))

  it('takes the same browsers for the same people', async () => {
    const store = memory()
    const auth = await openAuth(() => now, store)
    const names = new Map([
      ['1', 'one'],
      ['ü', 'two'],
      ['a|b', 'three'],
    ])
    const accounts = new Map<string, string>()
    for (const [userId, username] of names) {
      accounts.set(userId, (await auth.accounts.register({ username })).id)
    }
    const flaskLogin = createFlaskLogin(auth, {
      secretKey: 'flask-login-secret',
      store,
      clock: () => now,
      until: now + 86_400,
      accountOf: (userId) => accounts.get(userId),
      allowRepeatedExchange: true,
    })
    const whom = async (cookie: string | undefined): Promise<string | undefined> => {
      try {
        const { account } = await flaskLogin.exchange({ cookie })
        return [...accounts].find(([, id]) => id === account.id)?.[0]
      } catch (error) {
        if (error instanceof AuthError) return undefined
        throw error
      }
    }
    let asked = 0
    for (const { name, request, response } of exchanges) {
      const { body } = response
      if (request.path === '/me') {
        asked += 1
        const cookie = request.headers.find(([header]) => header === 'Cookie')?.[1]
        const theirs: unknown =
          response.status === 200 ? Reflect.get(JSON.parse(body ?? ''), 'id') : undefined
        assert.equal(await whom(cookie), theirs, name)
      }
      for (const [header, value] of response.headers) {
        if (header !== 'Set-Cookie' || request.path !== '/login') continue
        asked += 1
        const { id } = JSON.parse(request.body ?? '') as { id: string } // as it was sent
        assert.equal(await whom(value.split(';', 1)[0]), id, name)
      }
    }
    assert.equal(asked, 13)
    await auth.close()
  })
})
