import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { TokenAnswer } from '../../src/wire.ts'
import { bearer, renewed, type Serving, startServing, temporaryDirectory } from './serving.ts'

const renew = (serving: Serving, { refreshToken }: Pick<TokenAnswer, 'refreshToken'>) =>
  serving.post('/api/v1/renew', { refreshToken })

/** A session and everything that five renewals answered, oldest first. */
async function renewedFiveTimes(serving: Serving): Promise<TokenAnswer[]> {
  const account =
    (await serving.beside.accounts.findByUsername('lorenzo')) ??
    (await serving.beside.accounts.register({ username: 'lorenzo' }))
  const answers: TokenAnswer[] = []
  let refreshToken = await serving.startSession(account)
  for (let n = 0; n < 5; n += 1) {
    const answer = await renewed(await renew(serving, { refreshToken }))
    answers.push(answer)
    refreshToken = answer.refreshToken
  }
  return answers
}

describe('a restart on the same database', () => {
  it('R10 reopens no spent token, and the session of one that is replayed ends (CVE-2026-9802)', async (t) => {
    const { data, remove } = temporaryDirectory()
    let serving = await startServing(data)
    t.after(async () => {
      await serving.close()
      remove()
    })
    const untouched = await renewedFiveTimes(serving)
    const signedOut = await renewedFiveTimes(serving)
    const stolen = [await renewedFiveTimes(serving), await renewedFiveTimes(serving)]
    await serving.post('/api/v1/logout', {}, bearer(signedOut[4]?.token ?? ''))
    await serving.close()

    serving = await startServing(data)
    for (const [index, tokens] of stolen.entries()) {
      const spent = tokens[index * 2] ?? assert.fail()
      assert.equal((await renew(serving, spent)).status, 401)
      assert.equal(serving.lines('refresh_token_reuse').length, index + 1)
    }
    await serving.close()

    serving = await startServing(data)
    for (const answers of [signedOut, ...stolen]) {
      for (const answer of answers) {
        assert.equal((await renew(serving, answer)).status, 401)
        assert.equal((await serving.get('/verify', bearer(answer.token))).status, 401)
      }
    }
    const last = untouched[4] ?? assert.fail()
    assert.equal((await serving.get('/verify', bearer(last.token))).status, 204)
    await renewed(await renew(serving, last))
  })
})
