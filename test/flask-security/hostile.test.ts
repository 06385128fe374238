import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { createWorld, origin, secretKey } from './world.ts'
import type { World } from './world.ts'
import { URLSafeTimedSerializer } from '../../src/signing/index.ts'
import { systemClock } from '../../src/clock.ts'

const field = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('ok@example.com', 'correct horse battery', '\ud800', '/日本', '//x', '\0'),
  fc.jsonValue(),
)
const names = [
  'email',
  'password',
  'next',
  'remember',
  'new_password',
  'new_password_confirm',
  'password_confirm',
  'csrf_token',
  'auth_token',
  'refresh_token',
  '__proto__',
  'constructor',
] as const
const body = fc.oneof(
  fc.dictionary(fc.constantFrom(...names), field).map((fields) => JSON.stringify(fields)),
  fc.jsonValue().map((value) => JSON.stringify(value)),
  fc.string({ unit: 'binary' }),
)
const path = fc.constantFrom(
  '/login',
  '/logout',
  '/register',
  '/change',
  '/verify',
  '/reset',
  '/reset/x',
  '/confirm',
  '/confirm/x',
  '/refresh-token',
  '/protected-auth',
  '/protected-basic',
)
const type = fc.constantFrom(
  'application/json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'text/plain',
)

for (const generation of ['1.7', '5.x', 'newest'] as const) {
  describe(`${generation}: no input makes an error of the server`, () => {
    let world: World
    before(async () => {
      world = await createWorld(systemClock, {
        generation,
        csrf: 'forms',
        confirmable: true,
        ...(generation === 'newest' && { refreshTokens: 'body' as const }),
      })
    })
    after(() => world.close())

    it('whatever is sent', async () => {
      const property = fc.asyncProperty(
        path,
        type,
        body,
        field,
        async (at, mimetype, text, next) => {
          const query = new URLSearchParams({
            next: JSON.stringify(next),
            auth_token: text.slice(0, 50),
          })
          const response = await world.fetch(
            new Request(`${origin}${at}?${query.toString()}`, {
              method: 'POST',
              headers: { 'content-type': mimetype },
              body: text,
            }),
          )
          assert.ok(response.status < 500, `${response.status} ${at}`)
        },
      )
      await fc.assert(property, { numRuns: 400 })
    })

    it('whatever is signed', async () => {
      const era = generation === '1.7' ? '0.24' : '2.x'
      const serializer = new URLSafeTimedSerializer(secretKey, { salt: 'remember-salt', era })
      const property = fc.asyncProperty(fc.jsonValue({ maxDepth: 3 }), async (payload) => {
        const headers = { 'authentication-token': serializer.dumps(payload), cookie: 'session=x' }
        const response = await world.fetch(new Request(`${origin}/protected-auth`, { headers }))
        assert.ok(response.status < 500, String(response.status))
        for (const kind of ['reset', 'confirm']) {
          const token = serializer.dumps(payload, { salt: `${kind}-salt` })
          const linked = await world.fetch(new Request(`${origin}/${kind}/${token}`))
          assert.ok(linked.status < 500, String(linked.status))
        }
      })
      await fc.assert(property, { numRuns: 200 })
    })
  })
}
