import { AuthError } from '../errors.ts'
import { parseBasic } from '../http/index.ts'
import { headerFields } from '../tokens/index.ts'
import { guardOf } from './http-auth.ts'
import type { HeaderSource, HttpAuth, HttpAuthOptions } from './http-auth.ts'

type Verdict<User> = User | undefined | Promise<User | undefined>

export interface BasicAuthOptions<User, Source extends HeaderSource> extends HttpAuthOptions<User> {
  /** The user whose name and password these are, if any. The name is never empty. */
  readonly verifyPassword: (name: string, password: string, request: Source) => Verdict<User>
}

export interface TokenAuthOptions<User, Source extends HeaderSource> extends HttpAuthOptions<User> {
  /** The word in front of the token. Default: `'Bearer'`. */
  readonly scheme?: string
  /** Another header that holds the token and nothing else. Default: `Authorization`, behind the scheme. */
  readonly header?: string
  /** The user whose token this is, if any. It is never empty and has no spaces. */
  readonly verifyToken: (token: string, request: Source) => Verdict<User>
}

/**
 * HTTP Basic (RFC 7617), as Flask-HTTPAuth's `HTTPBasicAuth`, but for what is no Basic: another scheme, base64 in a
 * second spelling, an empty name.
 *
 * @throws {TypeError} for a realm that no header can hold.
 * @example
 * const guard = httpBasicAuth({ verifyPassword: (name, password) => signIn(name, password) })
 */
export function httpBasicAuth<User, Source extends HeaderSource = HeaderSource>({
  verifyPassword,
  ...options
}: BasicAuthOptions<User, Source>): HttpAuth<User, Source> {
  checkRealm(options.realm)
  return guardOf({
    ...options,
    scheme: 'Basic',
    concerns: (request) => schemeOf(request) === 'basic',
    async authenticate(request) {
      const credentials = parseBasic(onlyField(request, 'authorization'))
      const user = credentials && verifyPassword(credentials.name, credentials.password, request)
      return known(user, 'password_mismatch')
    },
  })
}

/**
 * A token behind a scheme (RFC 6750 §2.1) or in a header of its own, as Flask-HTTPAuth's `HTTPTokenAuth`.
 *
 * @throws {TypeError} for a scheme, a header or a realm that HTTP has not.
 * @example
 * const guard = httpTokenAuth({ header: 'X-API-Key', scheme: 'ApiKey', verifyToken: (key) => ownerOf(key) })
 */
export function httpTokenAuth<User, Source extends HeaderSource = HeaderSource>({
  verifyToken,
  scheme = 'Bearer',
  header = 'Authorization',
  ...options
}: TokenAuthOptions<User, Source>): HttpAuth<User, Source> {
  if (!httpToken.test(scheme) || !httpToken.test(header)) {
    throw new TypeError('scheme, header: expected tokens of RFC 9110 §5.6.2')
  }
  checkRealm(options.realm)
  const name = header.toLowerCase()
  return guardOf({
    ...options,
    scheme,
    concerns: (request) =>
      name === 'authorization'
        ? schemeOf(request) === scheme.toLowerCase()
        : headerFields(request, name).length > 0,
    async authenticate(request) {
      const field = onlyField(request, name)
      const value = name === 'authorization' ? field.slice(scheme.length).trimStart() : field
      const user = /^\S+$/.test(value) ? verifyToken(value, request) : undefined
      return known(user, 'token_malformed')
    },
  })
}

const httpToken = /^[\w!#$%&'*+\-.^`|~]+$/

function checkRealm(realm = ''): void {
  if (!/^[\x20-\x7e]*$/.test(realm) || /["\\]/.test(realm)) {
    throw new TypeError('realm: expected visible ASCII without quotes')
  }
}

async function known<User>(
  verdict: Verdict<User>,
  code: 'password_mismatch' | 'token_malformed',
): Promise<User> {
  const user: User | undefined = await verdict
  return user === undefined ? wrong(code) : user
}

/** The scheme of the `Authorization` field, in lower case. */
const schemeOf = (request: HeaderSource): string | undefined =>
  /^[^ ]+/.exec(headerFields(request, 'authorization')[0] ?? '')?.[0].toLowerCase()

/** Of two fields, one may be a proxy's: neither counts. */
function onlyField(request: HeaderSource, name: string): string {
  const [field = '', ...more] = headerFields(request, name)
  return more.length === 0 ? field : wrong('credentials_ambiguous')
}

function wrong(code: 'credentials_ambiguous' | 'password_mismatch' | 'token_malformed'): never {
  throw new AuthError(code, 'the credentials in the header are not good')
}
