/** The cookies of a browser for one origin, whose own pages send the requests. */
export interface CookieJar {
  /** A `fetch` that sends the cookies, and keeps what answers set: whether or not anybody waits for them any more. */
  through(send: typeof fetch): typeof fetch
  names(): string[]
  clear(): void
}

export function cookieJar(origin: string): CookieJar {
  const cookies = new Map<string, string>()
  return {
    through: (send) => async (input, init) => {
      const request = new Request(input, init)
      const headers = new Headers(request.headers)
      // `Request` would drop what only browsers may set.
      const own = {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        origin,
        'sec-fetch-site': 'same-origin',
      }
      for (const [name, value] of Object.entries(own)) headers.set(name, value)
      const response = await send(input, { ...init, headers })
      for (const cookie of response.headers.getSetCookie()) {
        const [, name = '', value = '', age] =
          /^(__Host-[\w-]+)=([\w.-]*); Path=\/; Max-Age=(\d+); Secure; HttpOnly; SameSite=Strict$/.exec(
            cookie,
          ) ?? []
        if (age === '0') cookies.delete(name)
        else cookies.set(name, value)
      }
      return response
    },
    names: () => [...cookies.keys()],
    clear: () => cookies.clear(),
  }
}
