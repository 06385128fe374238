import fastify from 'fastify'
import { createAuth } from 'latchkey'
import { guard, mount } from 'latchkey/fastify'
import { sqlite } from 'latchkey/sqlite'

const port = Number(process.env.PORT ?? 3000)
const issuer = `http://localhost:${port}`
const auth = await createAuth({ issuer, audience: 'orders', store: sqlite('auth.db') })
if (!(await auth.accounts.findByUsername('ada'))) {
  await auth.accounts.register({ username: 'ada', password: 'seven engines hum quietly' })
}

const app = fastify()
await app.register(mount(auth)) // POST /api/v1/login, /api/v1/renew, /api/v1/logout …
app.get('/orders', { onRequest: guard(auth) }, (request) => ({ for: request.auth.sub }))
await app.listen({ port })
console.log(`listening on ${issuer}`)
