import assert from 'node:assert/strict'
import { createWorld, origin } from '../flask-security/world.ts'
import type { Fuzzer } from './fuzzer.ts'
import { mutate } from './mutate.ts'

/** What Flask-Security signs, changed: it opens no page, and breaks none. */
export async function flaskSecurity(): Promise<Fuzzer> {
  const world = await createWorld(() => 1_700_000_000, { generation: '5.x' })
  const tokenOf = async (name: string, password: string): Promise<string> => {
    const response = await world.fetch(
      new Request(`${origin}/login?include_auth_token`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({ email: `${name}@example.com`, password }),
      }),
    )
    const [, token] = /"authentication_token": ?"([^"]+)"/.exec(await response.text()) ?? []
    return token ?? assert.fail('no token')
  }
  const page = (headers: Headers): Promise<Response> =>
    world.fetch(new Request(`${origin}/protected-any`, { headers }))
  const good = [
    await tokenOf('ok', 'correct horse battery'),
    await tokenOf('admin', 'admin password 1'),
  ]
  for (const token of good) {
    assert.equal((await page(new Headers({ 'authentication-token': token }))).status, 200)
  }
  return {
    run: async (random) => {
      const token = mutate(random.pick(good), random, random.pick(good))
      // White space around a value is none of it.
      if (good.includes(token.replaceAll(/^[\t\n\r ]+|[\t\n\r ]+$/g, ''))) return
      const headers = new Headers()
      try {
        headers.set(
          ...random.pick([
            ['authentication-token', token],
            ['cookie', `session=${token}`],
            ['authorization', `Bearer ${token}`],
          ] as [string, string][]),
        )
      } catch {
        // Not a header that HTTP can carry.
        return
      }
      const { status } = await page(headers)
      assert.ok(status >= 400 && status < 500, `${status} ${JSON.stringify(token)}`)
    },
    close: () => world.close(),
  }
}
