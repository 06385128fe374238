import assert from 'node:assert/strict'
import { it } from 'node:test'
import { openApi } from './open-api.ts'

// Tokens that are bad from the start are in the corpus of test/hostile.
it('J62 a token that was good is refused when it has expired, like any other', async () => {
  const api = await openApi()
  const answerTo = async (token: string): Promise<object> => {
    const response = await api.call('GET', '/verify', { token, requestId: 'same' })
    const { status, headers } = response
    return { status, headers: [...headers], body: await response.text() }
  }
  const { token } = await api.signIn()
  assert.equal((await api.call('GET', '/verify', { token })).status, 204)
  api.wait(601)
  assert.deepEqual(await answerTo(token), await answerTo('x'))
  await api.close()
})
