import assert from 'node:assert/strict'
import { jsonOf } from './open-api.ts'

export const form: Record<string, string> = {
  'content-type': 'application/x-www-form-urlencoded',
}

export const basic = (name: string, password: string): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`,
})

/** `status error` of a refusal, which has to be one of RFC 6749 §5.2. */
export async function oauthErrorOf(response: Response): Promise<string> {
  assert.equal(response.headers.get('content-type'), 'application/json')
  assert.equal(response.headers.get('cache-control'), 'no-store')
  const { error, error_description: description, ...rest } = await jsonOf(response)
  assert.deepEqual(rest, {})
  assert.match(String(description), /^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/)
  assert.equal(response.headers.has('www-authenticate'), response.status === 401)
  return `${response.status} ${String(error)}`
}
