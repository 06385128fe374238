/** Where an authorized `fetch` gets its tokens. */
interface TokenSource {
  /** An access token that is good; `undefined`: nobody is signed in. */
  readonly usable: () => Promise<string | undefined>
  /** Another one for one that was refused. */
  readonly refused: (token: string) => Promise<string | undefined>
}

/** As `fetch`, with access tokens for some origins. */
export const authorizedFetch =
  (
    send: typeof fetch,
    base: URL,
    origins: readonly string[],
    { usable, refused }: TokenSource,
  ): typeof fetch =>
  async (input, init) => {
    const request = input instanceof Request && input
    const url = new URL(request ? request.url : input, base)
    const given = new Headers(init?.headers ?? (request ? request.headers : {}))
    const attempt = (token?: string): Promise<Response> => {
      if (token) given.set('authorization', `Bearer ${token}`)
      // A copy, because the body of a request can be read once.
      return send(request ? request.clone() : url, { ...init, headers: given })
    }
    // A token that goes to a stranger is stolen.
    const isOurs = url.origin === base.origin || origins.includes(url.origin)
    const token = isOurs && !given.has('authorization') ? await usable() : undefined
    const response = await attempt(token)
    if (!token || !isAboutToken(response) || init?.body instanceof ReadableStream) return response
    const next = await refused(token)
    if (!next) return response
    await response.body?.cancel()
    return attempt(next)
  }

/** Whether a request was refused because of its access token, and not because somebody should prove themselves anew (RFC 9470). */
const isAboutToken = ({ status, headers }: Response): boolean =>
  status === 401 && !headers.get('www-authenticate')?.includes('insufficient_user')
