/** What stands beside the value of a cookie. */
export interface CookieAttributes {
  /** Default: the cookie lives as long as the browser runs. */
  readonly expires?: Date
  /** Seconds. */
  readonly maxAge?: number
  readonly secure?: boolean
  /** Default: `true`. */
  readonly httpOnly?: boolean
  /** Default: `'/'`. */
  readonly path?: string
  readonly sameSite?: 'Strict' | 'Lax' | 'None'
}

/**
 * A `Set-Cookie` as Werkzeug lays it out.
 *
 * @throws {TypeError} for a value that it would have to quote, which no cookie of a dialect has.
 */
export function setCookie(name: string, value: string, attributes: CookieAttributes = {}): string {
  const { expires, maxAge, secure = false, httpOnly = true, path = '/', sameSite } = attributes
  if (!/^[\w/=!#%&'*+\-.^`|~:]*$/.test(value)) throw new TypeError('cookie: expected a plain value')
  const parts = [`${name}=${value}`]
  if (expires) parts.push(`Expires=${expires.toUTCString()}`)
  if (maxAge !== undefined) parts.push(`Max-Age=${Math.floor(maxAge)}`)
  if (secure) parts.push('Secure')
  if (httpOnly) parts.push('HttpOnly')
  parts.push(`Path=${path}`)
  if (sameSite) parts.push(`SameSite=${sameSite}`)
  return parts.join('; ')
}

/** The cookies of a `Cookie` header; of two with one name the first counts, as in Werkzeug. */
export function readCookies(header: string | null): ReadonlyMap<string, string> {
  const cookies = new Map<string, string>()
  for (const pair of (header ?? '').split(';')) {
    const [, name = '', value = ''] = /^[ \t]*([^=]+)=(.*?)[ \t]*$/.exec(pair) ?? []
    if (name !== '' && !cookies.has(name)) cookies.set(name, value)
  }
  return cookies
}
