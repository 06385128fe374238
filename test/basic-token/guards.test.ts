import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  httpBasicAuth,
  httpTokenAuth,
  multiAuth,
  Unauthorized,
} from '../../src/basic-token/index.ts'
import { AuthError } from '../../src/index.ts'
import {
  assertPrinted,
  faceOfResponse,
  Ledger,
  readTranscript,
  recordedFace,
  requestOf,
} from '../dialects/transcripts.ts'
import { guardDifferences } from './guard-differences.ts'
import { answer } from './guards.ts'

const headers = (fields: Record<string, string | string[]>) => ({ headers: fields })
const make = (options: object) => () => httpTokenAuth({ verifyToken: (token) => token, ...options })
const unauthorized =
  (code: string, status = 401) =>
  (error: unknown) =>
    error instanceof Unauthorized && error.code === code && error.toResponse().status === status

describe('Flask-HTTPAuth, as it was recorded', () => {
  const exchanges = readTranscript('flask-httpauth')
  it('is 58 exchanges', () => assert.equal(exchanges.length, 58))

  for (const weaker of [false, true]) {
    it(`answers the same, but for the table, ${weaker ? 'when asked to' : 'by default'}`, async () => {
      const options = weaker ? guardDifferences.flatMap(({ option = [] }) => option) : []
      const ledger = new Ledger(guardDifferences, options)
      for (const exchange of exchanges) {
        const response = await answer(requestOf(exchange), {
          allowWrongCredentials: weaker,
          openToOptions: weaker,
        })
        ledger.compare(exchange.name, await faceOfResponse(response), recordedFace(exchange))
      }
      ledger.settle()
    })
  }
})

describe('docs/basic-token.md', () => {
  it('says what differs', () =>
    assertPrinted('basic-token.md', guardDifferences, 'What guards do not do'))
})

describe('a guard', () => {
  const guard = multiAuth([
    httpBasicAuth({ verifyPassword: (name) => name, rolesOf: () => ['reader', 'writer'] }),
    httpTokenAuth({ verifyToken: (token) => token }),
    httpTokenAuth({ scheme: 'ApiKey', header: 'X-API-Key', verifyToken: (key) => key }),
  ])
  const ada = headers({ authorization: 'Basic YWRhOng=' })

  it('reads the request of any framework', async () => {
    assert.equal(await guard.verify(ada), 'ada')
    assert.equal(await guard.verify(new Request('http://localhost', ada as RequestInit)), 'ada')
    const node = { headers: {}, headersDistinct: { authorization: ['Bearer t'] } }
    assert.equal(await guard.verify(node), 't')
  })

  it('lets the header choose who decides', async () => {
    assert.equal(await guard.verify(headers({ authorization: 'BEARER t' })), 't')
    assert.equal(await guard.verify(headers({ 'x-api-key': 'k' })), 'k')
    await assert.rejects(
      guard.verify(headers({ authorization: 'Digest x' })),
      unauthorized('credentials_missing'),
    )
  })

  it('takes neither of two fields', async () => {
    const twice = { headers: {}, headersDistinct: { authorization: ['Bearer a', 'Bearer b'] } }
    await assert.rejects(guard.verify(twice), unauthorized('credentials_ambiguous'))
  })

  it('asks for one role, or for all of a list in the list', async () => {
    assert.equal(await guard.verify(ada, { role: ['admin', ['reader', 'writer']] }), 'ada')
    for (const role of ['admin', [['reader', 'admin']], []]) {
      await assert.rejects(guard.verify(ada, { role }), unauthorized('insufficient_role', 403))
    }
  })

  it('passes on what is nobody’s fault', async () => {
    const busy = httpBasicAuth({
      verifyPassword: () => {
        throw new AuthError('overloaded', 'too many hashes', { retryAfter: 1 })
      },
    })
    const down = httpBasicAuth({ verifyPassword: () => Promise.reject(new Error('no database')) })
    const optional = { optional: 'allow-wrong-credentials' } as const
    await assert.rejects(busy.verify(ada, optional), { code: 'overloaded', name: 'AuthError' })
    await assert.rejects(down.verify(ada, optional), { message: 'no database' })
  })

  it('keeps why a callback refused', async () => {
    const cause = new AuthError('account_disabled', 'the account is disabled')
    const disabled = httpBasicAuth({ verifyPassword: () => Promise.reject(cause) })
    await assert.rejects(disabled.verify(ada), unauthorized('account_disabled'))
    await assert.rejects(disabled.verify(ada), { cause })
  })

  it('refuses or answers whatever a header holds, and never takes nothing for somebody', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('Basic', 'Bearer', 'basic ', 'Token', 'ApiKey', ''),
        fc.string({ unit: 'binary' }),
        async (scheme, rest) => {
          const request = headers({ authorization: `${scheme} ${rest}` })
          try {
            assert.ok((await guard.verify(request)).length > 0)
          } catch (error) {
            assert.ok(error instanceof Unauthorized)
            assert.equal(error.toResponse().status, 401)
          }
        },
      ),
    )
  })

  it('is not made of nothing, of one scheme twice, or of what no header can hold', () => {
    assert.throws(() => multiAuth([]), TypeError)
    assert.throws(() => multiAuth([guard, guard]), TypeError)
    for (const options of [
      { realm: 'a"b' },
      { realm: 'a\nb' },
      { scheme: 'a b' },
      { header: '' },
    ]) {
      assert.throws(make(options), TypeError)
    }
  })
})
