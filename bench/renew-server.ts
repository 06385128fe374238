// A server that renews: how durable, and by the name of its race. Tells its parent how to ask it.
import { generateKeyPairSync, sign } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { text } from 'node:stream/consumers'
import { createAuth } from '../src/index.ts'
import { mount } from '../src/middleware/node.ts'
import { randomId } from '../src/random.ts'
import { sqlite } from '../src/sqlite/index.ts'
import { openBetterAuth, signInCookie } from './better-auth.ts'
import { audience, issuer } from './issuing.ts'
import { oidcProvider } from './oidc-provider.ts'
import { each } from './renewal.ts'
import type { Renewal } from './renewal.ts'
import { listen, tellParent } from './serving.ts'

const [durability = 'full', name = ''] = process.argv.slice(2)
const directory = mkdtempSync(join(tmpdir(), 'latchkey-bench-'))
process.once('exit', () => rmSync(directory, { recursive: true }))
const synchronous = durability === 'full' ? 'FULL' : 'NORMAL'

const json = { 'content-type': 'application/json' }

async function latchkey(): Promise<Renewal> {
  const store = sqlite(join(directory, 'latchkey.db'), {
    durability: durability === 'full' ? 'full' : 'normal',
  })
  const auth = await createAuth({ issuer, audience, store })
  const mounted = mount(auth)
  const account = await auth.accounts.register({
    username: 'bench',
    password: 'a password for the bench only',
  })
  const started = each(() =>
    auth.sessions.start({ account, passwordVersion: 1, clientId: 'bench' }),
  )
  const tokens = (await Promise.all(started)).map(({ refreshToken }) => refreshToken)
  return {
    port: await listen((request, response) => void mounted(request, response)),
    path: '/api/v1/renew',
    method: 'POST',
    headers: json,
    body: ['{"refreshToken":"', '"}'],
    next: 'refreshToken',
    tokens,
  }
}

const base64url = (value: object): string =>
  Buffer.from(JSON.stringify(value)).toString('base64url')

/** The least that a renewal takes: one UPDATE of the row, one signature, one answer. */
async function byHand(): Promise<Renewal> {
  const database = new DatabaseSync(join(directory, 'by-hand.db'))
  database.exec(
    `PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous};
     CREATE TABLE sessions (
       id TEXT PRIMARY KEY, account_id TEXT, generation INTEGER, expires_at REAL
     ) STRICT, WITHOUT ROWID`,
  )
  const insert = database.prepare('INSERT INTO sessions VALUES (?, ?, 0, ?)')
  const update = database.prepare(
    `UPDATE sessions SET generation = generation + 1, expires_at = ?
     WHERE id = ? AND generation = ? AND expires_at > ? RETURNING account_id`,
  )
  const ids = each(() => randomId())
  for (const id of ids) insert.run(id, randomId(), Date.now() / 1_000 + 86_400)
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const answerTo = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { refreshToken }: { refreshToken: string } = JSON.parse(await text(request))
    const [id = '', generation] = refreshToken.split('.')
    const now = Math.floor(Date.now() / 1_000)
    const row = update.get(now + 86_400, id, Number(generation), now)
    if (!row) return void response.writeHead(401).end()
    const claims = { iss: issuer, aud: audience, sub: row['account_id'], sid: id, jti: randomId() }
    const dates = { iat: now, exp: now + 600 }
    const input = `${base64url({ alg: 'ES256' })}.${base64url({ ...claims, ...dates })}`
    const key = { key: privateKey, dsaEncoding: 'ieee-p1363' } as const
    const token = `${input}.${sign('sha256', Buffer.from(input), key).toString('base64url')}`
    const answer = { token, refreshToken: `${id}.${Number(generation) + 1}`, expiresIn: 600 }
    response.writeHead(200, json).end(JSON.stringify(answer))
  }
  return {
    port: await listen((request, response) => void answerTo(request, response)),
    path: '/',
    method: 'POST',
    headers: json,
    body: ['{"refreshToken":"', '"}'],
    next: 'refreshToken',
    tokens: ids.map((id) => `${id}.0`),
  }
}

/** Its sessions have no refresh token: they are moved when they are looked at, here every time. */
async function betterAuth(): Promise<Renewal> {
  const auth = await openBetterAuth(
    join(directory, 'better-auth.db'),
    { updateAge: 0 },
    synchronous,
  )
  const listener: RequestListener = (request, response) => {
    const headers = new Headers({ cookie: request.headers.cookie ?? '' })
    const move = auth.api.getSession({ headers })
    void move.then((session) => response.writeHead(session ? 200 : 401, json).end('{}'))
  }
  return {
    port: await listen(listener),
    path: '/',
    method: 'GET',
    headers: { cookie: await signInCookie(auth) },
    body: ['', ''],
    next: undefined,
    tokens: each(() => ''),
  }
}

const servers: Readonly<Record<string, () => Promise<Renewal>>> = {
  latchkey,
  'by hand': byHand,
  'better-auth, session moved': betterAuth,
  'oidc-provider, in memory': oidcProvider,
}
const open = servers[name]
if (!open) throw new TypeError(`no server ${name}`)
tellParent(await open())
