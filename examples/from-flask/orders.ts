// An endpoint that has moved: it lets the tokens of Flask-Security in, whoever made them.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAuth } from 'latchkey'
import { createFlaskSecurity } from 'latchkey/flask-security'
import { guard } from 'latchkey/node'
import { sqlite } from 'latchkey/sqlite'

// The database of `latchkey serve`, which runs beside it.
const store = sqlite(`${process.env.LATCHKEY_DATA}/latchkey.db`)
const auth = await createAuth({ issuer: 'http://localhost', audience: 'latchkey', store })
const flask = createFlaskSecurity(auth, { store, secretKey: process.env.SECRET_KEY ?? '' })
const guarded = guard(flask, { credentials: ['authentication-token'] })

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const claims = await guarded(request, response)
  if (!claims) return
  const account = await auth.accounts.find(claims.sub)
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify({ email: account?.email }))
}

const server = createServer((request, response) => void answer(request, response))
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo // it listens on TCP
  console.log(`listening on http://127.0.0.1:${port}`)
})
