// Short-lived access tokens for refresh tokens of your own: keep those wherever and however you do now.
import { randomUUID } from 'node:crypto'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { createAccessTokens, defineAccessToken } from 'latchkey'
import { guard } from 'latchkey/hono'
import { generateKey } from 'latchkey/keys'
import { z } from 'zod'

class RefreshToken {
  readonly id = randomUUID()
  readonly userId = 2
  readonly scopes = ['posts:read']
}
const refreshTokens = new Map<string, RefreshToken>() // your database

const shortlivedToken = defineAccessToken({
  schema: z.object({ user_id: z.number() }),
  fromRefreshToken: ({ id, userId, scopes }: RefreshToken) => ({
    sub: String(userId),
    sid: id,
    scope: scopes.join(' '),
    user_id: userId,
  }),
})
const tokens = createAccessTokens({
  definition: shortlivedToken,
  issuer: 'https://example.com',
  audience: 'posts',
  keys: generateKey('ES256').privateKey,
  lifetime: '10m',
})

const app = new Hono()
app.post('/login', async (c) => {
  const { username, password } = await c.req.parseBody()
  if (username !== 'test' || password !== 'test') return c.text('Unauthorized', 401) // your passwords
  const refreshToken = new RefreshToken()
  refreshTokens.set(refreshToken.id, refreshToken)
  return c.json({ refreshToken: refreshToken.id, ...tokens.issue(refreshToken) })
})
app.post('/renew', async (c) => {
  const { refreshToken = '' } = await c.req.parseBody<Record<string, string>>()
  const found = refreshTokens.get(refreshToken)
  return found ? c.json(tokens.issue(found)) : c.text('Unauthorized', 401)
})
app.post('/logout', guard(tokens), async (c) => {
  const { sid = '' } = c.var.auth
  refreshTokens.delete(sid)
  await tokens.revoke({ sid }) // short-lived tokens of it are refused at once
  return c.json({ status: 'success' })
})
app.post('/protected', guard(tokens, { scope: 'posts:read' }), (c) =>
  c.text(`Welcome, ${c.var.auth.user_id}`),
)
const port = Number(process.env.PORT ?? 3000)
serve({ fetch: app.fetch, port }, () => console.log(`listening on http://localhost:${port}`))
