import express from 'express'
import { createAuth } from 'latchkey'
import { guard, mount } from 'latchkey/express'
import { sqlite } from 'latchkey/sqlite'

const issuer = `http://localhost:${process.env.PORT ?? 3000}`
const auth = await createAuth({ issuer, audience: 'orders', store: sqlite('auth.db') })
if (!(await auth.accounts.findByUsername('ada'))) {
  await auth.accounts.register({ username: 'ada', password: 'seven engines hum quietly' })
}

const app = express()
app.use(mount(auth)) // POST /api/v1/login, /api/v1/renew, /api/v1/logout …
app.get('/orders', guard(auth), (req, res) => res.json({ for: req.auth.sub }))
app.listen(new URL(issuer).port, () => console.log(`listening on ${issuer}`))
