import assert from 'node:assert/strict'
import { z } from 'zod'
import { createHandler } from '../../src/http/index.ts'
import { issuer, openApi } from '../http/open-api.ts'
import type { Fuzzer } from './fuzzer.ts'
import { mutateJson } from './json.ts'
import { mutate } from './mutate.ts'
import type { Random } from './random.ts'

/** What is read of our own document. */
const document = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        security: z.array(z.record(z.string(), z.unknown())).optional(),
        parameters: z.array(z.object({ in: z.string(), name: z.string() })).default([]),
        requestBody: z
          .object({
            content: z.record(z.string(), z.object({ schema: z.object({ $ref: z.string() }) })),
          })
          .optional(),
        responses: z.record(z.string(), z.unknown()),
      }),
    ),
  ),
  components: z.object({
    schemas: z.record(
      z.string(),
      z.object({ properties: z.record(z.string(), z.unknown()).default({}) }),
    ),
  }),
})

interface Operation {
  readonly method: string
  readonly path: string
  /** Whether anybody gets an answer: it needs no credential, in a header or a body. */
  readonly open: boolean
  readonly parameters: readonly { readonly in: string; readonly name: string }[]
  readonly mediaType: string | undefined
  readonly members: readonly string[]
  readonly statuses: ReadonlySet<number>
}

function operationsOf(openapi: object): readonly Operation[] {
  const { paths, components } = document.parse(openapi)
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { security, parameters, requestBody, responses }]) => {
      const [mediaType, content] = Object.entries(requestBody?.content ?? {})[0] ?? []
      const schema = content?.schema.$ref.split('/').at(-1) ?? ''
      return {
        method: method.toUpperCase(),
        path,
        // RFC 7009 §2.2: what is no token of ours is as good as revoked, whoever says it.
        open: path === '/oauth/revoke' || (security === undefined && requestBody === undefined),
        parameters,
        mediaType,
        members: Object.keys(components.schemas[schema]?.properties ?? {}),
        statuses: new Set(Object.keys(responses).map(Number)),
      }
    }),
  )
}

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

/** Whether this is the token all the same: what was changed was around it. */
function bears(authorization: string, token: string): boolean {
  const [, scheme = '', value = ''] = /^(\w+) +(.*?)[ \t]*$/s.exec(authorization) ?? []
  if (scheme.toLowerCase() === 'bearer') return value === token
  return Buffer.from(value, 'base64').toString().split(':', 1)[0] === token
}

/** Requests made of our own OpenAPI document, and bent: no 5xx, no status it does not declare, nobody let in. */
export async function requests(): Promise<Fuzzer> {
  const api = await openApi(
    {},
    { passwords: { argon2id: { memoryCost: 64 } }, signInLimits: 'insecure-unlimited' },
  )
  const handler = createHandler(api.auth, {
    credentials: ['bearer', 'authentication-token', 'basic-token', 'cookie', 'query'],
  })
  const operations = operationsOf(handler.openapi)
  const { token, refreshToken } = await api.signIn()
  const rights = {
    grants: ['refresh_token', 'client_credentials'],
    scopes: ['orders:read'],
  } as const
  const { secret } = await api.auth.clients.add('billing', rights)
  const { credential: listening } = await api.auth.verifiers.add('service')
  const good = new Set([token, refreshToken, secret, listening])

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
    isGood: boolean,
    random: Random,
  ): Request | undefined => {
    const headers = new Headers()
    const set = (name: string, value: string): void => {
      // Not everything is a header that HTTP can carry.
      if (/^[\t\u0020-\u007e\u0080-\u00ff]*$/.test(value)) headers.append(name, value)
    }
    if (isGood) set('authorization', `Bearer ${token}`)
    else if (!random.once(3)) set('authorization', credential(random))
    for (const { in: place, name } of operation.parameters) {
      if (place === 'header' && random.once(2)) set(name, random.pick(headerValues))
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
    const body =
      method === 'GET' || method === 'HEAD'
        ? {}
        : { body: bodyOf(operation, random).toWellFormed() }
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
      // A good token only reads: a session that ended would make all that follows the same.
      const isGood = operation.method === 'GET' && random.once(4)
      const request = build(operation, method, isGood, random)
      if (request === undefined) return
      const { status, headers } = await settled(
        // Networks of their own, or wrong secrets would soon be all that is answered.
        await handler.fetch(request, { address: `10.${random.below(256)}.${random.below(256)}.1` }),
      )
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
          isGood ||
          bears(request.headers.get('authorization') ?? '', token) ||
          ['HEAD', 'OPTIONS'].includes(method),
        `let in: ${shown}`,
      )
      if (status < 400) return
      // RFC 6749 §5.2 has a form of its own, for what gets as far as the endpoint.
      const isOAuth = operation.path.startsWith('/oauth/')
      const forms = isOAuth ? /^application\/(?:problem\+)?json$/ : /^application\/problem\+json$/
      assert.match(headers.get('content-type') ?? '', forms, shown)
    },
    close: api.close,
  }
}

/** Once its body is read, as a client would. */
async function settled(response: Response): Promise<Response> {
  await response.arrayBuffer()
  return response
}
