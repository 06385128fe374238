import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createBasicToken } from '../../src/basic-token/index.ts'
import type { BasicTokenOptions } from '../../src/basic-token/index.ts'
import { JSONWebSignatureSerializer } from '../../src/signing/index.ts'
import type { Era } from '../../src/signing/index.ts'
import {
  assertPrinted,
  faceOfResponse,
  Ledger,
  readTranscript,
  recordedFace,
  requestOf,
} from '../dialects/transcripts.ts'
import type { Exchange, Face } from '../dialects/transcripts.ts'
import { openAuth } from '../dialects/open-auth.ts'
import { differences } from './differences.ts'

const secretKey = 'the secret key of the lessons'
const tokenIn = (text: string | null): string | undefined =>
  /eyJ[\w-]*\.[\w-]+\.[\w-]+/.exec(text ?? '')?.[0]
const partsOf = (token: string) =>
  token
    .split('.', 2)
    .map((part): object => JSON.parse(Buffer.from(part, 'base64url').toString()) as object) // both are objects
const basic = (credentials: string) => `Basic ${Buffer.from(credentials).toString('base64')}`

// The original took passwords that are refused here.
const strong = (text: string): string =>
  text
    .replaceAll(/\b(Udacity|python)\b/g, '$1 and three more words')
    .replaceAll('"x"', '"another one of five words"')

/** Replays what one of the originals was asked, in its era and at its time. */
async function replay(
  exchanges: readonly Exchange[],
  ledger: Ledger,
  options: Partial<BasicTokenOptions> = {},
): Promise<void> {
  const issued = exchanges.map(({ response }) => tokenIn(response.body)).find(Boolean) ?? ''
  const now = Number(Reflect.get(partsOf(issued)[0] ?? {}, 'iat'))
  const era: Era = exchanges[0]?.peer?.includes('1.1.0') ? '1.x' : '0.24'
  const clock = () => now
  const auth = await openAuth(clock)
  const name = exchanges[0]?.request.body?.includes('miguel') ? 'miguel' : 'Lorenzo'
  const ids = {
    idOf: () => 1,
    accountOf: async (id: number | string) =>
      id === 1 ? (await auth.accounts.findByUsername(name))?.id : undefined,
  }
  const api = createBasicToken(auth, { secretKey, era, ids, clock, ...options })
  const resign = (token: string): string => {
    const [headerFields = {}, payload] = partsOf(token)
    return new JSONWebSignatureSerializer(secretKey, { era }).dumps(payload, {
      headerFields: { ...headerFields },
    })
  }
  const ours = new Map<string, string>()

  const translate = (exchange: Exchange): Request => {
    const request = requestOf(exchange)
    const authorization = request.headers.get('authorization')
    if (authorization?.startsWith('Basic ')) {
      const [user = '', ...rest] = Buffer.from(authorization.slice(6), 'base64')
        .toString()
        .split(':')
      const theirs = tokenIn(user)
      const mine = theirs && (ours.get(theirs) ?? resign(theirs))
      const sent = exchange.name === 'tampered' ? resign(user).replace(/.$/, '!') : (mine ?? user)
      request.headers.set('authorization', basic(strong([sent, ...rest].join(':'))))
    }
    const { body } = exchange.request
    const { url, method, headers } = request
    return new Request(url, { method, headers, body: body && strong(body) })
  }
  /** Tokens differ by their session and their signature. */
  const withoutToken = (face: Face): Face => {
    const token = tokenIn(face.body)
    if (token === undefined) return face
    const [header = {}, payload] = partsOf(token)
    const shown = Object.entries(header).filter(([member]) => member !== 'sid')
    return { ...face, body: face.body.replace(token, JSON.stringify([shown, payload])) }
  }
  for (const exchange of exchanges) {
    const answer = await faceOfResponse(await api.fetch(translate(exchange)))
    const theirs = tokenIn(exchange.response.body)
    const mine = tokenIn(answer.body)
    if (theirs !== undefined && mine !== undefined) ours.set(theirs, mine)
    ledger.compare(exchange.name, withoutToken(answer), withoutToken(recordedFace(exchange)))
  }
  await auth.close()
}

describe('the /token apps, as they were recorded', () => {
  const peers = [...Map.groupBy(readTranscript('udacity'), ({ peer }) => peer).values()]
  const configurations: readonly Partial<BasicTokenOptions>[] = [
    {},
    { allowAnonymousLookup: true, allowTokensWithoutSession: true },
  ]
  for (const options of configurations) {
    const weaker = Object.keys(options)
    it(`answer the same, but for the table, ${weaker.join(', ') || 'by default'}`, async () => {
      const ledger = new Ledger(differences, weaker)
      for (const exchanges of peers) await replay(exchanges, ledger, options)
      ledger.settle()
    })
  }

  it('are four, with 106 exchanges', () => {
    assert.deepEqual(
      peers.map((exchanges) => exchanges.length),
      [29, 29, 37, 11],
    )
  })

  it('differ as docs/basic-token.md says', () => assertPrinted('basic-token.md', differences))
})
