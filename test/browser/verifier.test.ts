import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import { signJwt } from '../../src/jwt/index.ts'
import type { Jwk } from '../../src/keys/index.ts'
import { allAlgorithms, signingKey, verificationJwk } from '../keys/keys.ts'
import { type App, listen } from '../listen.ts'
import { needs } from '../system/tools.ts'
import { audience, goodClaims, issuer, start } from '../tokens/issuer.ts'
import { type Browser, openBrowser } from './browser.ts'

interface Judged {
  readonly keys: readonly Jwk[]
  /** A good one, and then bad ones. */
  readonly tokens: readonly string[]
}

/** In the page: the names of `dist/tokens/web-verifier.js`. */
type Door = typeof import('latchkey/verifier')

describe('latchkey/verifier in a browser', { ...needs('chromium'), timeout: 120_000 }, () => {
  let browser: Browser
  let app: App
  before(async () => {
    browser = await openBrowser()
    app = await listen(({ url = '' }, response) => {
      const isScript = /^\/dist\/[\w/-]+\.js$/.test(url)
      response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html')
      response.end(isScript ? readFileSync(new URL(`../..${url}`, import.meta.url)) : '')
    })
  })
  after(async () => {
    await browser.close()
    await app.close()
  })

  it('says what it says in Node, for every algorithm', async () => {
    const judged: Judged[] = allAlgorithms.map((alg) => {
      const token = signJwt(goodClaims, signingKey(alg), { typ: 'at+jwt' })
      const [header = '', payload = '', text = ''] = token.split('.')
      const signature = Buffer.from(text, 'base64url')
      const signed = (bytes: Uint8Array): string =>
        `${header}.${payload}.${Buffer.from(bytes).toString('base64url')}`
      const changed = signature.map((byte, i) => (i === 9 ? byte ^ 4 : byte))
      const bad = [
        signed(changed),
        signed(Buffer.alloc(signature.length)),
        signed(signature.subarray(1)),
      ]
      return { keys: [verificationJwk(alg)], tokens: [token, ...bad, `${token}=`] }
    })
    const page = await browser.page(app.url)
    const verdicts = await page.evaluate(
      async ({ sets, options }) => {
        const address = '/dist/tokens/web-verifier.js'
        const { createVerifier }: Door = await import(address)
        const judge = async ({ keys, tokens }: Judged): Promise<unknown[]> => {
          const verifier = createVerifier({ ...options, keys: { keys }, clock: () => options.now })
          return Promise.all(
            tokens.map((token) =>
              verifier.verify(token).then(
                ({ sub }) => sub,
                ({ code, message }: { code?: string; message: string }) => code ?? message,
              ),
            ),
          )
        }
        return Promise.all(sets.map(judge))
      },
      { sets: judged, options: { issuer, audience, now: start } },
    )
    const expected = [goodClaims['sub'], ...Array(3).fill('signature_invalid'), 'token_malformed']
    assert.deepEqual(
      verdicts,
      allAlgorithms.map(() => expected),
    )
  })
})
