import assert from 'node:assert/strict'
import { createHandler } from '../../src/http/index.ts'
import { issuer, openApi } from '../http/open-api.ts'
import { createDevice } from '../tokens/device.ts'
import type { Fuzzer } from './fuzzer.ts'
import { mutateJson } from './json.ts'
import { mutate } from './mutate.ts'
import { operationsOf, type Operation } from './operations.ts'
import type { Random } from './random.ts'

const values = [
  '"lorenzo"',
  '"lorenzo@example.com"',
  '"x"',
  '"a long sentence nobody knows"',
  'true',
  '"lkr_0"',
]
const formValues: Readonly<Record<string, readonly string[]>> = {
  grant_type: ['refresh_token', 'client_credentials', 'password', ''],
  client_id: ['billing', 'other', 'first-party', ''],
  scope: ['orders:read', 'orders:write admin', '', '"'],
}
const mediaTypes = [
  'text/plain',
  'application/json;charset=utf-16',
  'multipart/form-data',
  '',
  '*/*',
  'application/jsonp',
]
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND']
const headerNames = [
  'cookie',
  'origin',
  'sec-fetch-site',
  'content-encoding',
  'content-length',
  'authentication-token',
  'x-forwarded-for',
  'idempotency-key',
  'accept',
  'user-agent',
  'x-forwarded-method',
  'last-event-id',
  'host',
]
const headerValues = [
  '',
  'null',
  'https://evil.example',
  'same-origin',
  'cross-site',
  'none',
  'gzip',
  '0',
  '-1',
  '1e9',
  'x',
  '\u00e9',
  'a, b',
  '__Host-latchkey=x',
]

/** Whether this is a good one all the same: what was changed was around it. */
function bears(authorization: string, good: ReadonlySet<string>): boolean {
  const [, scheme = '', value = ''] = /^(\w+) +(.*?)[ \t]*$/s.exec(authorization) ?? []
  if (scheme.toLowerCase() === 'bearer') return good.has(value)
  const said = Buffer.from(value, 'base64').toString().split(':')
  return said.some((each) => good.has(each))
}

/**
 * Requests made of our own OpenAPI document, and bent: no 5xx, no status it does not declare, nobody let in.
 *
 * @param below what the paths begin with
 */
export async function requests(below = '/'): Promise<Fuzzer> {
  const api = await openApi(
    {},
    { passwords: { argon2id: { memoryCost: 64 } }, signInLimits: 'insecure-unlimited' },
  )
  const handler = createHandler(api.auth, {
    credentials: ['bearer', 'authentication-token', 'basic-token', 'cookie', 'query'],
  })
  const operations = operationsOf(handler.openapi).filter(({ path }) => path.startsWith(below))
  const { token, refreshToken } = await api.signIn()
  const rights = {
    grants: ['refresh_token', 'client_credentials'],
    scopes: ['orders:read'],
  } as const
  const { secret } = await api.auth.clients.add('billing', rights)
  const { credential: listening } = await api.auth.verifiers.add('service')
  const good = new Set([token, refreshToken, secret, listening])
  const device = createDevice()
  const iat = (await api.auth.verify(token)).iat
  const proven = { htm: 'POST', htu: `${issuer}/oauth/token`, iat }
  const [proof, otherProof] = [device.prove(proven), device.prove(proven)]

  // What is changed may be changed back.
  const changed = (text: string, random: Random, other: string): string => {
    const mutated = mutate(text, random, other)
    return good.has(mutated) ? 'x' : mutated
  }
  const credential = (random: Random): string =>
    random.pick([
      () => `Bearer ${changed(token, random, refreshToken)}`,
      () => `Basic ${Buffer.from(`${changed(token, random, refreshToken)}:x`).toString('base64')}`,
      () => `Basic ${Buffer.from(`lorenzo:${mutate('x', random, 'y')}`).toString('base64')}`,
      () => mutate(`Bearer ${token.slice(0, 40)}`, random, 'Basic x'),
      () => `Bearer ${changed(listening, random, secret)}`,
      () =>
        `Basic ${Buffer.from(`billing:${changed(secret, random, listening)}`).toString('base64')}`,
      () => `Bearer ${changed(refreshToken, random, token)}`,
    ])()

  /** Good ones, where nothing is spent by what comes with them: with a session that ended, all that follows is the same. */
  const goodFor = ({ method, path }: Operation): string | undefined => {
    if (path === '/oauth/introspect') return `Bearer ${listening}`
    if (path.startsWith('/oauth/')) {
      return `Basic ${Buffer.from(`billing:${secret}`).toString('base64')}`
    }
    return method === 'GET' ? `Bearer ${token}` : undefined
  }

  const bodyOf = ({ mediaType, members }: Operation, random: Random): string => {
    const isForm = mediaType !== 'application/json'
    const given = members.map((name): [string, string] => {
      if (/^(?:refresh_?)?token$/i.test(name)) {
        const bent = changed(refreshToken, random, token)
        return [name, isForm ? bent : JSON.stringify(bent)]
      }
      if (name === 'client_secret') return [name, changed(secret, random, listening)]
      return [name, random.pick(isForm ? (formValues[name] ?? values) : values)]
    })
    const kept = Object.fromEntries(given.filter(() => !random.once(4)))
    if (!isForm) return mutateJson(kept, random)
    const form = new URLSearchParams(kept).toString() || 'token=x'
    return random.once(2) ? form : mutate(form, random, 'token=y&token=z')
  }

  const build = (
    operation: Operation,
    method: string,
    goodCredential: string | undefined,
    random: Random,
  ): Request | undefined => {
    const headers = new Headers()
    const set = (name: string, value: string): void => {
      // Not everything is a header that HTTP can carry.
      if (/^[\t\u0020-\u007e\u0080-\u00ff]*$/.test(value)) headers.append(name, value)
    }
    if (goodCredential !== undefined) set('authorization', goodCredential)
    else if (!random.once(3)) set('authorization', credential(random))
    for (const { in: place, name } of operation.parameters) {
      if (place !== 'header' || random.once(2)) continue
      const isProof = name === 'DPoP' && !random.once(4)
      set(name, isProof ? mutate(proof, random, otherProof) : random.pick(headerValues))
    }
    if (random.once(2)) set(random.pick(headerNames), random.pick(headerValues))
    if (operation.mediaType !== undefined) {
      set('content-type', random.once(10) ? random.pick(mediaTypes) : operation.mediaType)
    }
    const id = random.pick(['A'.repeat(22), 'x', '%00', mutate('A'.repeat(22), random, '..')])
    const query = operation.parameters
      .filter(({ in: place }) => place === 'query')
      .map(
        ({ name }) => `${name}=${random.pick(['x', '', '%', '%00', 'a+b', '1e9', '-1', 'admin'])}`,
      )
    const path = operation.path.replace('{id}', () => encodeURIComponent(id.toWellFormed()))
    const url = `${issuer}${path}${random.once(2) ? `?${query.join('&')}` : ''}`
    const body: { body?: string } =
      method === 'GET' || method === 'HEAD'
        ? {}
        : { body: bodyOf(operation, random).toWellFormed() }
    // What is changed twice may be changed back, too.
    if ([...good].some((each) => body.body?.includes(each))) return undefined
    try {
      return new Request(url, { method, headers, ...body })
    } catch (error) {
      // A length that is none, say: undici refuses to build such a request.
      if (error instanceof TypeError) return undefined
      throw error
    }
  }

  return {
    run: async (random) => {
      const operation = random.pick(operations)
      const method = random.once(20) ? random.pick(methods) : operation.method
      const goodCredential = random.once(4) ? goodFor(operation) : undefined
      const request = build(operation, method, goodCredential, random)
      if (request === undefined) return
      // Networks of their own, or wrong secrets would soon be all that is answered.
      const address = `10.${random.below(256)}.${random.below(256)}.1`
      const response = await handler.fetch(request, { address })
      const { status, headers } = response
      const text = await response.text()
      const shown = `${method} ${request.url} ${JSON.stringify([...request.headers])}: ${status}`
      const declared = operation.statuses.has(status)
      assert.ok(
        declared || [404, 405].includes(status) || method !== operation.method,
        `undeclared: ${shown}`,
      )
      assert.ok(status < 500, shown)
      assert.ok(
        status >= 400 ||
          operation.open ||
          goodCredential !== undefined ||
          bears(request.headers.get('authorization') ?? '', good) ||
          ['HEAD', 'OPTIONS'].includes(method),
        `let in: ${shown}`,
      )
      const isOAuth = operation.path.startsWith('/oauth/')
      // Whoever asks: no token that was sent is good.
      const isHeldForGood = isOAuth && /"active":true|"refresh_token":/.test(text)
      assert.ok(!isHeldForGood, `held for good: ${shown}`)
      if (status < 400) return
      // RFC 6749 §5.2 has a form of its own, for what gets as far as the endpoint.
      const forms = isOAuth ? /^application\/(?:problem\+)?json$/ : /^application\/problem\+json$/
      assert.match(headers.get('content-type') ?? '', forms, shown)
    },
    close: api.close,
  }
}
