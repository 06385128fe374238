import { decodeUtf8 } from '../bytes.ts'
import { AuthError } from '../errors.ts'
import { readBytes } from '../http/index.ts'
import { json } from '../signing/index.ts'
import { readCookies } from './set-cookie.ts'

/** A request as a Flask view sees it. */
export interface FlaskRequest {
  readonly method: string
  readonly url: URL
  readonly headers: Headers
  readonly cookies: ReadonlyMap<string, string>
  /** The address of the client, as the server says. */
  readonly address: string | undefined
  /** Aborts when the client has gone. */
  readonly signal: AbortSignal
  /** What stands at the `<…>` of the path; empty where it has none. */
  readonly segment: string
  /** Of two values with one name the first counts. */
  readonly args: URLSearchParams
  /** Of an urlencoded or multipart body; empty for any other. */
  readonly form: URLSearchParams
  /** Whether the body says that it is JSON. */
  readonly isJson: boolean
  /**
   * The body as Python reads JSON; `undefined` where it does not say that it is JSON, or is empty.
   * @throws {AuthError} `invalid_request` for what is no JSON.
   */
  readonly json: () => unknown
}

/** Reads the whole request. @throws {AuthError} `payload_too_large`, `invalid_request` when it broke off. */
export async function readFlaskRequest(
  request: Request,
  {
    address,
    segment = '',
  }: { readonly address?: string | undefined; readonly segment?: string } = {},
): Promise<FlaskRequest> {
  const url = new URL(request.url)
  const type = request.headers.get('content-type') ?? ''
  const [mimetype = ''] = type
    .toLowerCase()
    .split(';', 1)
    .map((part) => part.trim())
  const isJson = /^application\/(json|.*\+json)$/.test(mimetype)
  const bytes = await readBytes(request)
  return {
    method: request.method,
    url,
    headers: request.headers,
    cookies: readCookies(request.headers.get('cookie')),
    address,
    // It costs as much as the rest of the request, and few ask for it.
    get signal() {
      return request.signal
    },
    segment,
    args: url.searchParams,
    form: await readForm(bytes, type, mimetype),
    isJson,
    json: () => (isJson && bytes.byteLength > 0 ? parse(bytes) : undefined),
  }
}

async function readForm(
  bytes: Uint8Array,
  type: string,
  mimetype: string,
): Promise<URLSearchParams> {
  if (mimetype === 'application/x-www-form-urlencoded') {
    // The parser takes a leading ? for the mark of a query; the empty pair before it is nothing.
    return new URLSearchParams(`&${Buffer.from(bytes).toString('utf8')}`)
  }
  const fields = new URLSearchParams()
  if (mimetype !== 'multipart/form-data') return fields
  try {
    const headers = { 'content-type': type }
    const form = await new Response(Buffer.from(bytes), { headers }).formData()
    for (const [name, value] of form) if (typeof value === 'string') fields.append(name, value)
  } catch {
    // Werkzeug reads what it can and says nothing about the rest.
  }
  return fields
}

function parse(bytes: Uint8Array): unknown {
  const text = decodeUtf8(bytes)
  try {
    if (text !== undefined) return json.loads(text.replace(/^\uFEFF/, ''), { compat: true })
  } catch (cause) {
    throw new AuthError('invalid_request', 'the body is not JSON', { cause })
  }
  throw new AuthError('invalid_request', 'the body is not UTF-8')
}
