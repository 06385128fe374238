import type { ClientClock } from './clock.ts'
import type { ClientErrorCode } from './client-error.ts'
import { ClientError, unreachable } from './client-error.ts'

/** Ms for a request and its answer. */
const timeout = 30_000

/** Sends JSON to the native API; gives the body of a 200, `undefined` for a 204. */
export type Post = (
  path: string,
  body: object,
  init?: { readonly headers?: Record<string, string>; readonly keepalive?: boolean },
) => Promise<unknown>

/**
 * `Post` throws a {@link ClientError}: with the server's code if the server refused, `unreachable` for everything that
 * is not its word. The sign-in page of a hotel, say, answers 200 to anything.
 */
export const createPost =
  (send: typeof fetch, baseUrl: string, clock: ClientClock, cookie: boolean): Post =>
  async (path, body, init = {}) => {
    const controller = new AbortController()
    const stop = clock.after(timeout, () => controller.abort())
    try {
      const response = await send(`${baseUrl}/api/v1/${path}`, {
        method: 'POST',
        body: JSON.stringify(body),
        // What answers in another's name would otherwise get the tokens.
        redirect: 'error',
        signal: controller.signal,
        ...(cookie && { credentials: 'include' }),
        ...init,
        headers: { 'content-type': 'application/json', ...init.headers },
      })
      const { ok, status, headers } = response
      if (status === 204) return undefined
      if (!ok && !headers.get('content-type')?.startsWith('application/problem+json')) {
        throw unreachable()
      }
      const answer: unknown = await response.json()
      if (ok) return answer
      const { code } = answer as { code: ClientErrorCode } // as every problem of the API
      const retryAfter = Number(headers.get('retry-after')) || 0
      throw new ClientError(code, `refused: ${code}`, { status, retryAfter })
    } catch (cause) {
      throw cause instanceof ClientError ? cause : unreachable(cause)
    } finally {
      stop()
    }
  }
