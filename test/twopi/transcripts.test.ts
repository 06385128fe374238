import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { describe, it } from 'node:test'
import { pythonJson } from '../../src/dialects/index.ts'
import { hashPassword } from '../../src/passwords/index.ts'
import { createTwopi, TokenRefused } from '../../src/twopi/index.ts'
import type { TokenSources, TwopiClaims, TwopiOptions } from '../../src/twopi/index.ts'
import { openAuth } from '../dialects/open-auth.ts'
import {
  assertPrinted,
  faceOfResponse,
  Ledger,
  readTranscript,
  recordedFace,
  requestOf,
} from '../dialects/transcripts.ts'
import type { Face } from '../dialects/transcripts.ts'
import { differences } from './differences.ts'

const now = 1_795_318_186
const clock = () => now
const secretKey = 'a secret key of thirty-two bytes or more'
const tokenPattern = /eyJ[\w-]*\.[\w-]+\.[\w-]*/

function resign(token: string, name: string): string {
  const [header = '', payload = ''] = token.split('.')
  const { alg } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { alg: string } // recorded so
  if (alg === 'none') return token
  const key = name === 'jwt: wrong key' ? 'another key' : secretKey
  const mac = createHmac(alg.replace('HS', 'sha'), key).update(`${header}.${payload}`)
  return `${header}.${payload}.${mac.digest('base64url')}`
}

/** Tokens differ by their session and their signature. */
function withoutToken(face: Face): Face {
  const [token] = tokenPattern.exec(face.body) ?? []
  if (token === undefined) return face
  const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()
  const claims = Object.entries(JSON.parse(payload) as object) // signed so
    .filter(([name]) => name !== 'sid' && name !== 'rfid')
    .toSorted(([a], [b]) => a.localeCompare(b))
  const body = face.body.replace(token, JSON.stringify(claims))
  return { ...face, body: body.replace(/"refreshToken":"\w+"/, '"refreshToken":"…"') }
}

describe('twopi_flask_utils, as it was recorded', () => {
  const exchanges = readTranscript('twopi')
  it('is 57 exchanges', () => assert.equal(exchanges.length, 57))

  const configurations: readonly Partial<TwopiOptions<TwopiClaims>>[] = [
    {},
    { allowQueryToken: true, allowTokensWithoutSession: true },
  ]
  for (const weaker of configurations) {
    const names = Object.keys(weaker)
    it(`answers the same, but for the table, ${names.join(', ') || 'by default'}`, async () => {
      const auth = await openAuth(clock)
      const passwordHash = await hashPassword('test', { argon2id: { memoryCost: 8 } })
      await auth.accounts.register({ username: 'test', passwordHash, scopes: ['360noscope'] })
      const options = { secretKey, clock, lifetime: 3_600, ...weaker }
      const api = createTwopi(auth, options)
      const elsewhere = createTwopi(auth, { ...options, secretKey: secretKey.toUpperCase() })
      const ours = new Map<string, string>()

      async function application(request: Request): Promise<Response> {
        const url = new URL(request.url)
        if (api.handles(url.pathname)) return api.fetch(request)
        const sources: Record<string, TokenSources> = {
          '/x-header-only': { query: false },
          '/x-qs-only': { header: false, query: true },
        }
        const parser = url.pathname === '/x-secret' ? elsewhere : api
        try {
          const claims = await parser.parseAuthHeader(request, sources[url.pathname] ?? {})
          if (url.pathname !== '/x-optional') {
            parser.authRequired(claims)
            return new Response('ok', { headers: { 'content-type': 'text/html; charset=utf-8' } })
          }
          const raw = tokenPattern.exec(request.headers.get('authorization') ?? '')?.[0] ?? null
          return pythonJson({ raw, user: claims?.user_id ?? null })
        } catch (error) {
          if (error instanceof TokenRefused) return error.toResponse()
          throw error
        }
      }

      const ledger = new Ledger(differences, names)
      for (const exchange of exchanges) {
        const translated = (text: string): string =>
          text
            .replace(tokenPattern, (token) => ours.get(token) ?? resign(token, exchange.name))
            .replace(/\b\w{80}\b/, (refreshToken) => ours.get(refreshToken) ?? refreshToken)
        const { path, headers, body, method } = exchange.request
        const request = requestOf({
          ...exchange,
          request: {
            method,
            path: translated(path),
            headers: headers.map(([name, value]) => [name, translated(value)]),
            body: body && translated(body),
          },
        })
        const face = await faceOfResponse(await application(request))
        for (const pattern of [tokenPattern, /(?<="refreshToken":")\w+/]) {
          const theirs = pattern.exec(exchange.response.body ?? '')?.[0]
          const mine = pattern.exec(face.body)?.[0]
          if (theirs && mine && !exchange.request.path.startsWith('/x-')) ours.set(theirs, mine)
        }
        ledger.compare(exchange.name, withoutToken(face), withoutToken(recordedFace(exchange)))
      }
      ledger.settle()
      await auth.close()
    })
  }

  it('differs as docs/twopi.md says', () => assertPrinted('twopi.md', differences))
})
