// Runs with --experimental-vm-modules, started by exports.test.ts: `latchkey/verifier` of dist in a
// world that has what the web has and nothing of Node. Prints what became of tokens there.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createContext, SourceTextModule } from 'node:vm'
import { generateKey, importJwk } from 'latchkey/keys'
import type { Jwk, JwsAlgorithm } from 'latchkey/keys'
import { signJwt } from 'latchkey/jwt'

const web = createContext({
  AbortController,
  AbortSignal,
  clearTimeout,
  crypto,
  fetch,
  setTimeout,
  TextDecoder,
  TextEncoder,
  URL,
  URLSearchParams,
})

const modules = new Map<string, SourceTextModule>()

function load(address: string): SourceTextModule {
  const known = modules.get(address)
  if (known) return known
  const source = readFileSync(new URL(address), 'utf8')
  const module = new SourceTextModule(source, { context: web, identifier: address })
  modules.set(address, module)
  return module
}

const door = load(import.meta.resolve('latchkey/verifier'))
await door.link((specifier, { identifier }) => {
  assert.match(specifier, /^\.\.?\//, `${identifier} loads ${specifier}`)
  return load(new URL(specifier, identifier).href)
})
await door.evaluate()
// The door of the same name, in another realm.
const { createVerifier, createRevocationSet, AuthError } =
  door.namespace as typeof import('latchkey/verifier')

const algorithms: readonly JwsAlgorithm[] = ['HS256', 'RS256', 'ES256', 'Ed25519']
const now = Math.floor(Date.now() / 1_000)
const claims = {
  iss: 'i',
  aud: 'a',
  sub: 'acc_ada',
  exp: now + 60,
  iat: now,
  jti: 'j',
  client_id: 'c',
}

for (const algorithm of algorithms) {
  const { privateKey, publicKey = privateKey } = generateKey(algorithm)
  const keys: { readonly keys: readonly Jwk[] } = { keys: [publicKey] }
  const feed = createRevocationSet()
  const verifier = createVerifier({ issuer: 'i', audience: 'a', keys, feed })
  const token = signJwt(claims, importJwk(privateKey, 'sign'), { typ: 'at+jwt' })
  const verified = await verifier.verify(token)
  assert.equal(verifier.verifyNow(token), verified)
  const refused = async (bad: string, code: string): Promise<void> => {
    await assert.rejects(
      verifier.verify(bad),
      (error) => error instanceof AuthError && error.code === code,
    )
  }
  await refused(`${token.slice(0, -8)}AAAAAAAA`, 'signature_invalid')
  await refused(`${token}=`, 'token_malformed')
  feed.add({
    kind: 'token',
    subject: 'j',
    issuedUntil: undefined,
    revokedAt: now,
    expiresAt: now + 60,
  })
  await refused(token, 'token_revoked')
  console.log(algorithm, verified.sub)
}
