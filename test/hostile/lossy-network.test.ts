import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { renewed, startServing, temporaryDirectory } from './serving.ts'
import { Browser, startLossyProxy } from './tabs.ts'

describe('a network that loses every fifth answer', () => {
  it('R05 2,000 renewals of 20 browsers with two tabs each: no session lost, no fork, no alarm', async (t) => {
    const { data, remove } = temporaryDirectory()
    const serving = await startServing(data)
    const { url, counts, close } = await startLossyProxy(serving.url)
    t.after(async () => {
      close()
      await serving.close()
      remove()
    })
    const account = await serving.beside.accounts.register({ username: 'lorenzo' })
    const browsers = await Promise.all(
      Array.from({ length: 20 }, async () => new Browser(url, await serving.startSession(account))),
    )

    await Promise.all(
      browsers.map(async (browser) => {
        for (let round = 0; round < 50; round += 1) await browser.renewInTabs(2)
      }),
    )

    assert.ok(counts.lost >= 400, `${counts.lost} of ${counts.answers} answers were lost`)
    for (const { refreshToken } of browsers) {
      await renewed(await serving.post('/api/v1/renew', { refreshToken }))
    }
    assert.equal((await serving.beside.sessions.list(account.id)).length, browsers.length)
    assert.deepEqual(serving.lines('refresh_token_reuse'), [])
  })
})
