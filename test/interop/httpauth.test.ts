import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { answer, places } from '../basic-token/guards.ts'
import { faceOfResponse } from '../dialects/transcripts.ts'
import { needs } from '../system/tools.ts'
import { type FlaskPeer, startFlaskPeer } from './flask-peer.ts'

const requests = 1_500
const base64 = (text: string) => Buffer.from(text).toString('base64')
const credentials = fc.constantFrom(
  'susan:bye',
  'susan:x',
  'susan:by:e',
  'bob:ünï',
  'bob:',
  'empty:',
  'nobody:x',
  ':',
  ':bye',
  'susan',
  '',
)
const field = fc.oneof(
  { weight: 4, arbitrary: credentials.map((text) => `Basic ${base64(text)}`) },
  { weight: 1, arbitrary: credentials.map((text) => `basic  ${base64(text)}`) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(
        fc.constantFrom('Bearer', 'bearer', 'Token', 'token', 'ApiKey', 'Foo', 'Basic'),
        fc.constantFrom(' ', '  '),
        fc.constantFrom('tok1', 'tok2', 'key1', 'no', ''),
      )
      .map((parts) => parts.join('')),
  },
  {
    weight: 1,
    arbitrary: fc.string({ unit: 'grapheme-ascii', maxLength: 12 }).map((text) => text.trim()),
  },
)
const request = fc.record({
  path: fc.constantFrom(...Object.keys(places)),
  method: fc.constantFrom('GET', 'POST'),
  authorization: fc.option(field, { nil: undefined }),
  key: fc.option(fc.constantFrom('key1', 'x'), { nil: undefined }),
})

/** The rows of test/basic-token/guard-differences.ts about schemes. */
function isMeant(path: string, authorization = '', theirs: number, ours: number): boolean {
  if (theirs === 500) return ours !== 500
  const scheme = authorization.split(' ', 1)[0] ?? ''
  const basic = /basic|getpw|err/.test(path)
  // Another scheme with Basic's credentials; and MultiAuth, which compares schemes to the letter.
  if (theirs !== 401 && ours === 401)
    return (basic || path.startsWith('/multi')) && scheme !== 'Basic'
  const bare = authorization.trim() === scheme
  return path.startsWith('/multi') && (bare || /^(bearer|basic)$/.test(scheme))
}

describe('Flask-HTTPAuth of Debian', needs('flask_httpauth'), () => {
  let peer: FlaskPeer
  before(async () => {
    peer = await startFlaskPeer('httpauth_peer.py')
  })
  after(() => peer.stop())

  it('lets the same requests pass, with the same challenges', async (t) => {
    const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31)
    t.diagnostic(`SEED=${seed}`)
    let meant = 0
    let passed = 0
    for (const { path, method, authorization, key } of fc.sample(request, {
      seed,
      numRuns: requests,
    })) {
      const headers = {
        ...(authorization !== undefined && { authorization }),
        ...(key !== undefined && { 'x-api-key': key }),
      }
      const ask = (base: string) => new Request(`${base}${path}`, { method, headers })
      const theirs = await faceOfResponse(await fetch(ask(peer.url)))
      const ours = await faceOfResponse(
        await answer(ask('http://localhost'), { allowWrongCredentials: true }),
      )
      if (theirs.status === 200) passed += 1
      if (isMeant(path, authorization, theirs.status, ours.status)) meant += 1
      else
        assert.deepEqual(ours, theirs, `SEED=${seed}: ${method} ${path} ${JSON.stringify(headers)}`)
    }
    assert.ok(passed > requests / 8 && meant < requests / 8, `${passed} passed, ${meant} meant`)
    t.diagnostic(`${requests} requests, ${passed} passed, ${meant} meant differences, 0 others`)
  })
})
