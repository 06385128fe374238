// node:http ↔ Request and Response, and what guards read: for every framework that runs on node:http.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { ReadableStream } from 'node:stream/web'
import { AuthError } from '../errors.ts'
import { problem } from '../http/index.ts'
import type { CredentialRequest, Mountable, Refusal } from '../http/index.ts'

/** What a guard reads of a request, straight from the message. */
export function credentialsOf(
  message: IncomingMessage,
  url: string = message.url ?? '',
): CredentialRequest {
  return { method: message.method ?? '', url, header: (name) => headerOf(message, name) }
}

/**
 * As it was sent: `headers` would hide a second `Authorization`, of which Node keeps the first, and is built of all
 * fields when it is first asked, which would be a third of what a guard costs. It is asked for what was not sent.
 */
function headerOf(message: IncomingMessage, name: string): string | undefined {
  const { rawHeaders } = message
  let value: string | undefined
  for (let i = 0; i < rawHeaders.length; i += 2) {
    if (!isNamed(rawHeaders[i], name)) continue
    // Cookies may come in several fields (RFC 9113 §8.2.3).
    const before = value === undefined ? '' : value + (name === 'cookie' ? '; ' : ', ')
    value = before + (rawHeaders[i + 1] ?? '')
  }
  if (value !== undefined) return value
  const added = message.headers[name]
  return added === undefined ? undefined : String(added)
}

const isNamed = (field: string | undefined, name: string): boolean =>
  field?.length === name.length && field.toLowerCase() === name

/** Answers a request that a guard refused. */
export function sendRefusal({ status, headers, body }: Refusal, response: ServerResponse): void {
  response.statusCode = status
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
  response.end(body)
}

/** What a framework knows about a request. */
export interface RequestContext {
  /** The client's address. Default: that of the socket. */
  readonly address?: string | undefined
  /** Path and query. Default: as the message has them. */
  readonly url?: string | undefined
  /** The body as it came, where a parser kept it. */
  readonly rawBody?: unknown
  /** The body as a parser left it. */
  readonly body?: unknown
}

/**
 * The handler's answer to a request; `undefined`: none of its paths. A body that a parser has read
 * before is taken from `rawBody`, or else `body` is written out again, so that strictness about JSON
 * (a member that is there twice) is then the parser's.
 */
export function answer(
  handler: Mountable,
  message: IncomingMessage,
  response: ServerResponse,
  context: RequestContext,
): Promise<Response> | undefined {
  const { url = message.url ?? '' } = context
  const [path = ''] = url.split('?', 1)
  if (!handler.handles(path)) return undefined
  return fetchFrom(handler, message, response, { ...context, url })
}

async function fetchFrom(
  handler: Mountable,
  message: IncomingMessage,
  response: ServerResponse,
  context: RequestContext,
): Promise<Response> {
  const gone = new AbortController()
  response.once('close', () => {
    if (!response.writableFinished) gone.abort()
  })
  try {
    const request = toRequest(message, context, gone.signal)
    const { address = message.socket.remoteAddress } = context
    return await handler.fetch(request, address === undefined ? {} : { address })
  } catch (error) {
    if (error instanceof AuthError) return problem(error)
    throw error
  } finally {
    // A body that was not read to its end would block the connection's next request.
    message.resume()
  }
}

// RFC 9112 §3.2: one host, or a 400; Node lets anything through.
const validHost = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i

function toRequest(
  message: IncomingMessage,
  context: RequestContext,
  signal: AbortSignal,
): Request {
  const { method = 'GET', rawHeaders } = message
  const headers = new Headers()
  for (const [i, name] of rawHeaders.entries()) {
    if (i % 2 === 0 && !name.startsWith(':')) headers.append(name, rawHeaders[i + 1] ?? '')
  }
  const host = headers.get('host') ?? 'localhost'
  const url = `${'encrypted' in message.socket ? 'https' : 'http'}://${host}${context.url}`
  if (!validHost.test(host) || !URL.canParse(url)) {
    throw new AuthError('invalid_request', 'the Host header is malformed')
  }
  // The Fetch standard has no TRACE (it echoes credentials); it is for the handler to refuse it.
  if (method === 'TRACE')
    return Object.defineProperty(new Request(url), 'method', { value: method })
  const init = { method, headers, signal, duplex: 'half' }
  if (method === 'GET' || method === 'HEAD') return new Request(url, init)
  if (!message.readableEnded) {
    const body = ReadableStream.from(message.iterator({ destroyOnReturn: false }))
    // Node's own `ReadableStream`: one class, which two type libraries declare.
    return new Request(url, { ...init, body: body as BodyInit })
  }
  for (const name of ['content-length', 'content-encoding', 'transfer-encoding']) {
    headers.delete(name)
  }
  return new Request(url, { ...init, body: bodyText(context) })
}

function bodyText({ body = '', rawBody = body }: RequestContext): string {
  if (rawBody instanceof Uint8Array) return new TextDecoder().decode(rawBody)
  return typeof rawBody === 'string' ? rawBody : JSON.stringify(rawBody)
}

const prematureClose = 'ERR_STREAM_PREMATURE_CLOSE'

/** Longer ones are sent as they are made. */
const wholeAnswer = 65_536

/** Writes an answer. A client that went away is no error. */
export async function sendResponse(answered: Response, response: ServerResponse): Promise<void> {
  response.statusCode = answered.status
  for (const [name, value] of answered.headers) {
    if (name === 'set-cookie' || name === 'vary') response.appendHeader(name, value)
    else response.setHeader(name, value)
  }
  const gone = response.destroyed
  if (gone || answered.body === null || response.req.method === 'HEAD') {
    await answered.body?.cancel()
    response.end()
    return
  }
  // Most are short and there already, and a pipeline for them would be a tenth of a renewal.
  if (Number(answered.headers.get('content-length') ?? Infinity) <= wholeAnswer) {
    // Not `bytes()`: the Response that Hono's adapter for Node makes global has none.
    response.end(new Uint8Array(await answered.arrayBuffer()))
    return
  }
  try {
    await pipeline(answered.body, response)
  } catch (error) {
    const hungUp = error instanceof Error && 'code' in error && error.code === prematureClose
    if (!hungUp) throw error
  }
}
