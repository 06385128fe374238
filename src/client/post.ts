import type { ClientClock } from './clock.ts'
import type { ClientErrorCode } from './client-error.ts'
import { ClientError } from './client-error.ts'

/** Ms for a request and its answer. */
const timeout = 30_000

export interface PostOptions {
  readonly fetch: typeof fetch
  readonly baseUrl: string
  readonly clock: ClientClock
  /** Whether the browser adds its cookies, to another origin too. */
  readonly cookies: boolean
}

/** Sends JSON to the native API; gives the body of a 200, `undefined` for a 204. */
export type Post = (
  path: string,
  body: object,
  options?: { readonly headers?: Record<string, string>; readonly keepalive?: boolean },
) => Promise<unknown>

/**
 * @throws {ClientError} with the server's code if the server refused, `unreachable` for everything that is not its
 *   word: a login page of a hotel, say, answers 200 to anything.
 */
export function createPost({ fetch, baseUrl, clock, cookies }: PostOptions): Post {
  return async (path, body, { headers, ...options } = {}) => {
    const controller = new AbortController()
    const stop = clock.after(timeout, () => controller.abort())
    try {
      const response = await fetch(`${baseUrl}/api/v1/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
        // What answers in another's name would otherwise get the tokens.
        redirect: 'error',
        signal: controller.signal,
        ...(cookies && { credentials: 'include' }),
        ...options,
      })
      if (response.status === 204) return undefined
      const type = response.headers.get('content-type') ?? ''
      const ours = response.ok ? /^application\/json/ : /^application\/problem\+json/
      if (!ours.test(type)) throw new Error(`an answer ${response.status} that is not the API's`)
      const answer: unknown = await response.json()
      if (response.ok) return answer
      throw refusalOf(answer, response)
    } catch (cause) {
      if (cause instanceof ClientError) throw cause
      throw new ClientError('unreachable', 'the server cannot be reached', { cause })
    } finally {
      stop()
    }
  }
}

function refusalOf(answer: unknown, { status, headers }: Response): ClientError {
  // A newer server may have codes that this version does not know.
  const { code = 'server_error' } = answer as { code?: ClientErrorCode } // as every problem of the API
  const retryAfter = Number(headers.get('retry-after') ?? undefined)
  const options = { status, ...(retryAfter >= 0 && { retryAfter }) }
  return new ClientError(code, `the server refused: ${code}`, options)
}
