import { introspectionTimeout, introspectionsAtOnce, maxIntrospectionBytes } from '../defaults.ts'
import { AuthError } from '../errors.ts'
import { parseJson } from '../jwt/portable.ts'
import { boundedText } from './bounded-text.ts'

export interface RemoteIntrospectionOptions {
  readonly url: URL
  readonly credential: string
  readonly fetch: typeof fetch
}

/** Asks the issuer about tokens, RFC 7662; about each once at a time, and about so many at once. */
export class RemoteIntrospection {
  readonly #options: RemoteIntrospectionOptions
  readonly #asking = new Map<string, Promise<boolean>>()

  constructor(options: RemoteIntrospectionOptions) {
    this.#options = options
  }

  /** @throws {AuthError} `revocations_stale` when the issuer does not say. */
  isActive(token: string): Promise<boolean> {
    const asked = this.#asking.get(token)
    if (asked) return asked
    if (this.#asking.size >= introspectionsAtOnce) return Promise.reject(unknown())
    const asking = this.#ask(token).finally(() => this.#asking.delete(token))
    this.#asking.set(token, asking)
    return asking
  }

  async #ask(token: string): Promise<boolean> {
    const { url, credential, fetch } = this.#options
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${credential}`,
          accept: 'application/json',
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: new URLSearchParams({ token, token_type_hint: 'access_token' }).toString(),
        redirect: 'manual',
        signal: AbortSignal.timeout(introspectionTimeout * 1_000),
      })
      if (response.status !== 200) {
        await response.body?.cancel()
        throw new Error(`introspection was answered with status ${response.status}`)
      }
      const text = await boundedText(response, maxIntrospectionBytes)
      const { active }: { active?: unknown } = Object(parseJson(text))
      return active === true
    } catch (error) {
      throw unknown(error)
    }
  }
}

const unknown = (cause?: unknown): AuthError =>
  new AuthError('revocations_stale', 'the issuer does not say whether the token is revoked', {
    cause,
    retryAfter: 1,
  })
