import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { createAuth } from 'latchkey'
import { guard, mount } from 'latchkey/hono'
import { sqlite } from 'latchkey/sqlite'

const port = Number(process.env.PORT ?? 3000)
const issuer = `http://localhost:${port}`
const auth = await createAuth({ issuer, audience: 'orders', store: sqlite('auth.db') })
if (!(await auth.accounts.findByUsername('ada'))) {
  await auth.accounts.register({ username: 'ada', password: 'seven engines hum quietly' })
}

const app = new Hono()
app.use(mount(auth)) // POST /api/v1/login, /api/v1/renew, /api/v1/logout …
app.get('/orders', guard(auth), (c) => c.json({ for: c.var.auth.sub }))
serve({ fetch: app.fetch, port }, () => console.log(`listening on ${issuer}`))
