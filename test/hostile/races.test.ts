import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Account } from '../../src/accounts/index.ts'
import type { TokenAnswer } from '../../src/wire.ts'
import { bearer, renewed, type Serving, startServing, temporaryDirectory } from './serving.ts'

describe('one server under parallel requests', () => {
  const directory = temporaryDirectory()
  let serving: Serving
  let account: Account
  before(async () => {
    serving = await startServing(directory.data)
    account = await serving.beside.accounts.register({ username: 'lorenzo' })
  })
  after(async () => {
    await serving.close()
    directory.remove()
  })

  const renew = (refreshToken: string): Promise<Response> =>
    serving.post('/api/v1/renew', { refreshToken })

  it('R04 50 parallel renewals of one token get one successor, 100 times over (CVE-2026-1035, GHSA-392p-2q2v-4372)', async () => {
    let refreshToken = await serving.startSession(account)
    for (let round = 0; round < 100; round += 1) {
      const answers = await Promise.all(
        Array.from({ length: 50 }, async () => renewed(await renew(refreshToken))),
      )
      const successors = new Set(answers.map((answer) => answer.refreshToken))
      assert.equal(successors.size, 1, 'a fork')
      assert.ok(!successors.has(refreshToken))
      refreshToken = [...successors][0] ?? assert.fail()
    }
    assert.deepEqual(serving.lines('refresh_token_reuse'), [])
  })

  it('R07 nothing survives when a renewal and a sign-out meet, 1,000 times over (Keycloak #51312, GHSA-392p-2q2v-4372)', async () => {
    const outcomes = { won: 0, lost: 0 }

    const meet = async (index: number): Promise<void> => {
      const first = await renewed(await renew(await serving.startSession(account)))
      const { token, refreshToken } = first
      const alive: TokenAnswer[] = [first]
      const prolong = async (): Promise<void> => {
        const response = await renew(refreshToken)
        if (response.status === 200) alive.push(await renewed(response))
        else assert.equal(response.status, 401)
        outcomes[response.status === 200 ? 'won' : 'lost'] += 1
      }
      const end = async (): Promise<void> => {
        const { status } =
          index % 2 === 0
            ? await serving.post('/api/v1/logout', {}, bearer(token))
            : await serving.post('/api/v1/logout', { refreshToken })
        assert.equal(status, 204)
        assert.equal((await serving.get('/verify', bearer(token))).status, 401, 'after the 204')
      }
      const orders = [
        [prolong, end],
        [end, prolong],
        [prolong, end, prolong],
      ]
      await Promise.all((orders[index % 3] ?? []).map((step) => step()))
      for (const tokens of alive) {
        assert.equal((await serving.get('/verify', bearer(tokens.token))).status, 401)
        assert.equal((await renew(tokens.refreshToken)).status, 401)
      }
    }

    for (let batch = 0; batch < 20; batch += 1) {
      await Promise.all(Array.from({ length: 50 }, (_, index) => meet(index)))
    }
    assert.ok(outcomes.won > 0 && outcomes.lost > 0, JSON.stringify(outcomes))
    assert.equal((await serving.beside.sessions.list(account.id)).length, 1, 'that of R04')
  })
})
