import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { after, before, beforeEach, describe, it } from 'node:test'
import * as api from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { W3CTraceContextPropagator } from '@opentelemetry/core'
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace'
import type { ReadableSpan } from '@opentelemetry/sdk-trace'
import { AuthError } from '../../src/errors.ts'
import { openTelemetry } from '../../src/opentelemetry/index.ts'
import { createLog, openAuth, readConfig, serve } from '../../src/server/index.ts'

const exporter = new InMemorySpanExporter()
before(() => {
  const spanProcessors = [new SimpleSpanProcessor({ exporter })]
  api.trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors }))
  api.context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  api.propagation.setGlobalPropagator(new W3CTraceContextPropagator())
})
beforeEach(() => exporter.reset())

const theSpan = (): ReadableSpan => {
  const [span, ...others] = exporter.getFinishedSpans()
  assert.ok(span && others.length === 0)
  return span
}

describe('the span of a request', () => {
  const { startRequest } = openTelemetry(api)
  const answer = {
    requestId: 'r1',
    route: '/api/v1/renew',
    status: 200,
    code: undefined,
    aborted: false,
  }

  it('says what was asked and how it was answered, in the words of the conventions', () => {
    startRequest({ method: 'POST', headers: {} }).end(answer)
    const { name, kind, attributes, status, parentSpanContext } = theSpan()
    assert.equal(name, 'POST /api/v1/renew')
    assert.equal(kind, api.SpanKind.SERVER)
    assert.deepEqual(attributes, {
      'http.request.method': 'POST',
      'http.route': '/api/v1/renew',
      'http.response.status_code': 200,
      'latchkey.request_id': 'r1',
    })
    assert.equal(status.code, api.SpanStatusCode.UNSET)
    assert.equal(parentSpanContext, undefined)
  })

  it('has failed where the server has', () => {
    const code = 'storage_unavailable'
    startRequest({ method: 'POST', headers: {} }).end({ ...answer, status: 503, code })
    const { attributes, status } = theSpan()
    assert.equal(attributes['error.type'], code)
    assert.equal(status.code, api.SpanStatusCode.ERROR)
    exporter.reset()
    startRequest({ method: 'POST', headers: {} }).end({ ...answer, status: 500 })
    assert.equal(theSpan().attributes['error.type'], '500')
  })

  it('has not where the client was refused, or asked for a method that HTTP does not have', () => {
    const refused = { ...answer, status: 401, code: 'token_expired' }
    startRequest({ method: 'GET', headers: {} }).end(refused)
    assert.equal(theSpan().attributes['latchkey.code'], 'token_expired')
    assert.equal(theSpan().attributes['error.type'], undefined)
    assert.equal(theSpan().status.code, api.SpanStatusCode.UNSET)
    exporter.reset()
    startRequest({ method: 'OTHER', headers: {} }).end({
      ...answer,
      route: undefined,
      status: 501,
      aborted: true,
    })
    const { name, attributes, status } = theSpan()
    assert.equal(name, 'HTTP')
    assert.equal(attributes['http.request.method'], '_OTHER')
    assert.equal(attributes['latchkey.aborted'], true)
    assert.equal(status.code, api.SpanStatusCode.UNSET)
  })

  it('is below that of whoever asked, or of whoever instruments the server', () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
    startRequest({ method: 'GET', headers: { traceparent } }).end(answer)
    assert.equal(theSpan().parentSpanContext?.spanId, 'b7ad6b7169203331')
    assert.equal(theSpan().spanContext().traceId, '0af7651916cd43dd8448eb211c80319c')
    exporter.reset()
    const outer = api.trace.getTracer('http').startSpan('GET')
    api.context.with(api.trace.setSpan(api.context.active(), outer), () =>
      startRequest({ method: 'GET', headers: { traceparent } }).end(answer),
    )
    assert.equal(theSpan().parentSpanContext?.spanId, outer.spanContext().spanId)
  })
})

describe('the span of a part', () => {
  const { trace, startRequest } = openTelemetry(api)
  /** Does the work within a request, and gives what the spans of its parts say. */
  async function within(work: () => Promise<unknown>): Promise<readonly ReadableSpan[]> {
    const span = startRequest({ method: 'GET', headers: {} })
    let done: Promise<unknown> | undefined
    span.run(() => {
      done = work()
    })
    await done
    return exporter.getFinishedSpans()
  }

  it('is there within a request only, and gives what the part gives', async () => {
    assert.equal(await trace('store.sweep', async () => 3), 3)
    assert.deepEqual(exporter.getFinishedSpans(), [])
    const spans = await within(() =>
      trace('passwords.verify', () => trace('inner', async () => {})),
    )
    const [inner, outer] = spans
    assert.deepEqual([inner?.name, outer?.name], ['inner', 'passwords.verify'])
    assert.equal(inner?.parentSpanContext?.spanId, outer?.spanContext().spanId)
  })

  it('says by its class what failed, and nothing of its message', async () => {
    const failures = [
      new RangeError('canary'),
      new AuthError('storage_unavailable', 'canary', { retryAfter: 1 }),
      new AuthError('password_mismatch', 'canary'),
    ]
    const spans = await within(async () => {
      for (const failure of failures) {
        const failing = trace('part', async () => {
          throw failure
        })
        await assert.rejects(failing, failure)
      }
    })
    const { ERROR, UNSET } = api.SpanStatusCode
    assert.deepEqual(
      spans.map(({ attributes, status }) => [attributes['error.type'], status.code]),
      [
        ['RangeError', ERROR],
        ['storage_unavailable', ERROR],
        // The part did what it is there for.
        ['password_mismatch', UNSET],
      ],
    )
    assert.doesNotMatch(JSON.stringify(spans.map(textOf)), /canary/)
  })
})

/** All that is exported of a span. */
const textOf = ({ name, attributes, events, links, status, resource }: ReadableSpan): unknown => ({
  name,
  attributes,
  events,
  links,
  status,
  resource: resource.attributes,
})

describe('latchkey serve --traces', () => {
  const data = mkdtempSync(join(tmpdir(), 'latchkey-'))
  after(() => rmSync(data, { recursive: true }))
  const password = 'canary-password of one person'
  const issuer = 'https://auth.example.com'
  const json = { 'content-type': 'application/json' }

  async function spansOf(use: (url: string) => Promise<void>): Promise<readonly ReadableSpan[]> {
    const log = createLog({ output: new PassThrough() })
    const server = await serve({ port: 0, data, issuer, traces: true, allowQueryTokens: true, log })
    exporter.reset()
    await use(server.url)
    // Waits until every answer is out, and so every span is ended.
    await server.close()
    return exporter.getFinishedSpans()
  }

  before(async () => {
    const auth = await openAuth({ ...readConfig({}, {}).config, data }, { issuer })
    await auth.accounts.register({ username: 'canary-name', email: 'canary@x.example', password })
    await auth.close()
  })

  it('shows the parts of a sign-in, one below the other, and nothing that no request asked for', async () => {
    let requestId: string | null = null
    const spans = await spansOf(async (url) => {
      const body = JSON.stringify({ username: 'canary-name', password })
      const answer = await fetch(`${url}/api/v1/login`, { method: 'POST', headers: json, body })
      assert.equal(answer.status, 200)
      requestId = answer.headers.get('x-request-id')
      await answer.text()
    })
    const roots = spans.filter(({ parentSpanContext }) => parentSpanContext === undefined)
    assert.deepEqual(
      roots.map(({ name }) => name),
      ['POST /api/v1/login'],
    )
    assert.equal(roots[0]?.attributes['latchkey.request_id'], requestId)
    const traceId = roots[0]?.spanContext().traceId
    const parts = spans.filter((span) => span !== roots[0])
    for (const part of parts) assert.equal(part.spanContext().traceId, traceId)
    const names = parts.map(({ name }) => name)
    for (const name of ['passwords.verify', 'store.insertSession']) assert.ok(names.includes(name))
  })

  it('L23 O12 exports no secret, name, address, path or query', async () => {
    let secrets: readonly string[] = []
    const spans = await spansOf(async (url) => {
      const post = async (path: string, body: object, headers = {}): Promise<unknown> => {
        const init = {
          method: 'POST',
          headers: { ...json, ...headers },
          body: JSON.stringify(body),
        }
        return (await fetch(url + path, init)).json()
      }
      const credentials = { email: 'canary@x.example', password }
      const signedIn: unknown = await post('/api/v1/login', credentials)
      const of = (name: string): string => String(Reflect.get(Object(signedIn), name))
      secrets = [of('token'), of('refreshToken')]
      await post('/api/v1/login', { username: 'canary-name', password: 'canary-wrong' })
      await post('/api/v1/renew', { refreshToken: of('refreshToken') }, { 'user-agent': 'canary' })
      for (const path of [
        `/api/v1/me?auth_token=${of('token')}`,
        '/canary-path?canary-query=1',
        '/api/v1/sessions/canary-session',
      ]) {
        await (await fetch(url + path, { headers: { tracestate: 'x=canary' } })).text()
      }
    })
    assert.ok(spans.length > 10)
    const text = JSON.stringify(spans.map(textOf))
    assert.match(text, /GET \/api\/v1\/me/)
    for (const secret of secrets) assert.ok(!text.includes(secret))
    assert.doesNotMatch(text, /canary|lkr_|eyJ|\$argon2|@|\?/)
  })
})
