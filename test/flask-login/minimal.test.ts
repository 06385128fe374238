// The first of the lessons: a token that is signed, in the `Authorization` header as it is or in `?token=`.
import { describe, it } from 'node:test'
import type { AlgorithmName } from '../../src/signing/index.ts'
import {
  faceOfResponse,
  Ledger,
  readTranscript,
  recordedFace,
  requestOf,
} from '../dialects/transcripts.ts'
import { openMinimal, signMinimal } from './minimal.ts'

const tokenPattern = /eyJ[\w-]*\.[\w-]+\.[\w-]*/

/** Signed anew as it was, and tampered with where it was. */
function resign(token: string, name: string): string {
  const [alg, value] = token
    .split('.', 2)
    .map((part): unknown => JSON.parse(Buffer.from(part, 'base64url').toString()))
  const signed = signMinimal(value, Reflect.get(Object(alg), 'alg') as AlgorithmName) // recorded so
  return name === 'JWS tampered' ? `${signed.slice(0, -2)}AA` : signed
}

describe('the minimal example of Flask-Login, as it was recorded', () => {
  it('can be written with what is here, and answers the same but for its 500', async () => {
    const { application, close } = await openMinimal()
    const ledger = new Ledger([
      {
        original: 'A token without a colon is a 500, and a path without its slash is sent on',
        here: '401, 404',
        why: 'paths have one spelling',
        exchanges: ['no colon -> 500', 'protected no slash'],
      },
    ])
    for (const exchange of readTranscript('flask-login-minimal')) {
      const translated = (text: string) =>
        text.replace(tokenPattern, (token) => resign(token, exchange.name))
      const { path, headers } = exchange.request
      const request = requestOf({
        ...exchange,
        request: {
          ...exchange.request,
          path: translated(path),
          headers: headers.map(([name, value]) => [name, translated(value)]),
        },
      })
      const face = await faceOfResponse(await application.fetch(request))
      ledger.compare(exchange.name, face, recordedFace(exchange))
    }
    ledger.settle()
    await close()
  })
})
