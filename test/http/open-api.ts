import { createAuth } from '../../src/auth/index.ts'
import type { Auth } from '../../src/auth/index.ts'
import type { AuthOptions } from '../../src/auth/index.ts'
import type { HandlerOptions, RequestContext, RequestEvent } from '../../src/http/index.ts'
import { createHandler } from '../../src/http/index.ts'
import { memory } from '../../src/storage/index.ts'
import type { LoginAnswer, ProblemAnswer } from '../../src/wire.ts'

export const issuer = 'https://api.example.com'
export const password = 'correct horse battery'
export const lorenzo: { readonly username: string; readonly password: string } = {
  username: 'lorenzo',
  password,
}

export interface Call extends RequestContext {
  readonly headers?: Record<string, string>
  /** An object is sent as JSON, anything else as it is. */
  readonly body?: unknown
  readonly token?: string
  readonly signal?: AbortSignal
}

export interface Api {
  readonly auth: Auth
  readonly events: RequestEvent[]
  /** Moves the clock. */
  readonly wait: (seconds: number) => void
  readonly call: (method: string, path: string, call?: Call) => Promise<Response>
  readonly signIn: (who?: object) => Promise<LoginAnswer>
  readonly close: () => Promise<void>
}

/** The API on an empty store with one account, `lorenzo`. */
export async function openApi(
  options: HandlerOptions = {},
  authOptions: Partial<AuthOptions> = {},
): Promise<Api> {
  let now = 1_795_000_000
  const auth = await createAuth({
    issuer,
    audience: 'api',
    store: memory(),
    secret: 'a master secret that is long enough for anybody',
    clock: () => now,
    ...authOptions,
  })
  await auth.accounts.register({
    ...lorenzo,
    email: 'lorenzo@example.com',
    roles: ['editor'],
    scopes: ['orders:read', 'orders:write'],
  })
  const events: RequestEvent[] = []
  const handler = createHandler(auth, { onEvent: (event) => events.push(event), ...options })
  const call: Api['call'] = (
    method,
    path,
    { headers = {}, body, token, signal, ...context } = {},
  ) => {
    const init = { ...requestInit(method, headers, body, token), ...(signal && { signal }) }
    const request = new Request(new URL(path, issuer), init)
    return handler.fetch(request, { address: '192.0.2.7', ...context })
  }
  return {
    auth,
    events,
    wait: (seconds) => {
      now += seconds
    },
    call,
    signIn: async (who = lorenzo) => jsonOf(await call('POST', '/api/v1/login', { body: who })),
    close: () => auth.close(),
  }
}

function requestInit(
  method: string,
  given: Record<string, string>,
  body: unknown,
  token: string | undefined,
): RequestInit {
  const headers = new Headers(given)
  if (token !== undefined) headers.set('authorization', `Bearer ${token}`)
  if (body === undefined) return { method, headers }
  const raw =
    typeof body === 'string' || body instanceof Uint8Array || body instanceof ReadableStream
  if (!raw) headers.set('content-type', headers.get('content-type') ?? 'application/json')
  const stream = body instanceof ReadableStream ? { duplex: 'half' as const } : {}
  // Without a type of its own, or a string would bring text/plain.
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
  return { method, headers, body: raw ? (bytes as BodyInit) : JSON.stringify(body), ...stream }
}

/** The JSON of an answer; the test says what it should be. */
export async function jsonOf<Answer = Record<string, unknown>>(
  response: Response,
): Promise<Answer> {
  const answer: Answer = await response.json()
  return answer
}

/** `status code` of a refusal, which has to be a well-formed problem. */
export async function refusalOf(response: Response): Promise<string> {
  if (response.headers.get('content-type') !== 'application/problem+json') {
    return `${response.status}, no problem`
  }
  const { type, title, status, code, detail } = await jsonOf<ProblemAnswer>(response)
  const wellFormed =
    type === 'about:blank' && title !== '' && detail !== '' && status === response.status
  return wellFormed ? `${status} ${code}` : 'malformed'
}
