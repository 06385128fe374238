import type { Auth } from '../auth/index.ts'
import { createDialect, errorPage, escapeHtml, pythonJson } from '../dialects/index.ts'
import type { DialectOptions, DialectRoute, FlaskRequest } from '../dialects/index.ts'
import { AuthError } from '../errors.ts'
import { type Mountable, refusal } from '../http/index.ts'
import { isLive } from '../sessions/index.ts'
import { type TwopiClaims, twopiAccessToken } from './claims.ts'
import { TokenRefused } from './refused.ts'
import { tokenOf, type TokenRequest, type TokenSources } from './token-source.ts'
import { createShortTokens, type ShortTokenOptions, type VerifiedShortToken } from './tokens.ts'

export interface TwopiOptions<Claims extends object>
  extends Omit<ShortTokenOptions<Claims>, 'accessToken'>, DialectOptions {
  readonly accessToken?: ShortTokenOptions<Claims>['accessToken']
  /** What stands before the paths, such as `/api/v1`. Default: nothing. */
  readonly prefix?: string
  /**
   * Whether `/renew` gives a new refresh token as well, and ends the session of one that comes back. Clients of the original
   * know of none and keep the first. Default: `'never'`.
   */
  readonly rotation?: 'always' | 'never'
  /** Whether `?token=` is read, as in the original: addresses end up in logs, histories and referrers. Default: no. */
  readonly allowQueryToken?: boolean
}

/** The endpoints of the original, and what its decorators did. */
export interface Twopi<Claims extends object> extends Mountable {
  /**
   * What the token of a request says; `undefined` where there is none: the original's `parse_auth_header`.
   * @throws {TokenRefused} for a token that is not good now, with the answer.
   */
  parseAuthHeader(request: TokenRequest, sources?: TokenSources): Promise<Claims | undefined>
  /** The same claims, once it is sure that there are some: the original's `auth_required`. @throws {TokenRefused} */
  authRequired(claims: Claims | undefined): Claims
}

/**
 * `/login`, `/renew`, `/logout` and `/protected` as `twopi_flask_utils.token_auth` has them, on our accounts and sessions: refresh
 * tokens are Latchkey's, and signing out refuses the short-lived token at once.
 *
 * @throws {RangeError} for a secret key of less than 32 bytes. @throws {TypeError} for a prefix that is no path.
 * @example
 * app.use(mount(createTwopi(auth, { secretKey, prefix: '/api/v1' })))
 */
export function createTwopi(auth: Auth, options: TwopiOptions<TwopiClaims>): Twopi<TwopiClaims>
export function createTwopi<Claims extends object>(
  auth: Auth,
  options: TwopiOptions<Claims> & Pick<ShortTokenOptions<Claims>, 'accessToken'>,
): Twopi<Claims>
export function createTwopi<Claims extends object>(
  auth: Auth,
  options: TwopiOptions<Claims>,
): Twopi<Claims> | Twopi<TwopiClaims> {
  const { accessToken } = options
  return accessToken
    ? twopiOf(auth, { ...options, accessToken })
    : twopiOf(auth, { ...options, accessToken: twopiAccessToken })
}

function twopiOf<Claims extends object>(
  auth: Auth,
  options: TwopiOptions<Claims> & ShortTokenOptions<Claims>,
): Twopi<Claims> {
  const { prefix = '', rotation = 'never', allowQueryToken = false } = options
  if (!/^(\/[\w.~-]+)*$/.test(prefix))
    throw new TypeError('prefix: expected a path, such as /api/v1')
  const tokens = createShortTokens(auth, options)

  async function parse(
    request: TokenRequest,
    { header = true, query = allowQueryToken }: TokenSources = {},
  ): Promise<VerifiedShortToken<Claims> | undefined> {
    const token = tokenOf(request, { header, query })
    if (token === undefined) return undefined
    try {
      return await tokens.verify(token)
    } catch (error) {
      throw isRefusal(error) ? new TokenRefused(error.code, { cause: error }) : error
    }
  }

  const login = async (request: FlaskRequest): Promise<Response> => {
    const [username, password] = fieldsOf(request, 'username', 'password')
    if (username === undefined || password === undefined) return errorPage(401)
    const { address, signal } = request
    const issued = await auth.signIn(
      { ...(username.includes('@') ? { email: username } : { username }), password },
      { ...(address !== undefined && { address }), signal },
    )
    return pythonJson({ refreshToken: issued.refreshToken, token: tokens.issue(issued) })
  }

  const renew = async (request: FlaskRequest): Promise<Response> => {
    const [refreshToken] = fieldsOf(request, 'refreshToken')
    if (refreshToken === undefined) return errorPage(401)
    if (rotation === 'always') {
      const issued = await auth.renew(refreshToken)
      return pythonJson({ refreshToken: issued.refreshToken, token: tokens.issue(issued) })
    }
    const { generation, snapshot } = await auth.sessions.inspect(refreshToken)
    if (!snapshot || !isLive(snapshot) || snapshot.session.generation !== generation) {
      throw new AuthError('session_ended', 'the session of the refresh token is over')
    }
    const touched = await auth.sessions.touch(snapshot.session.id)
    return touched ? pythonJson({ token: tokens.issue(touched) }) : errorPage(401)
  }

  const logout = async (request: FlaskRequest): Promise<Response> => {
    const { sessionId } = required(await parse(request))
    if (sessionId === undefined) return errorPage(401)
    await auth.sessions.end(sessionId, 'signed_out')
    return pythonJson({ status: 'success' })
  }

  const greet = async (request: FlaskRequest): Promise<Response> => {
    const { account, claims } = required(await parse(request))
    const name = account?.username ?? String(Reflect.get(claims, 'user_id'))
    const headers = { 'content-type': 'text/html; charset=utf-8' }
    return new Response(`Welcome, ${escapeHtml(name)}`, { headers })
  }

  const dialect = createDialect(
    [
      post(`${prefix}/login`, login),
      post(`${prefix}/renew`, renew),
      post(`${prefix}/logout`, logout),
      post(`${prefix}/protected`, greet),
    ],
    options,
  )
  return {
    ...dialect,
    parseAuthHeader: async (request, sources) => (await parse(request, sources))?.claims,
    authRequired: required,
  }
}

function required<Given>(given: Given | undefined): Given {
  if (given === undefined) throw new TokenRefused('credentials_missing')
  return given
}

const post = (path: string, answer: DialectRoute['answer']): DialectRoute => ({
  path,
  methods: ['POST'],
  async answer(request) {
    try {
      return await answer(request)
    } catch (error) {
      if (error instanceof TokenRefused) return error.toResponse()
      if (isRefusal(error)) return errorPage(401)
      throw error
    }
  },
})

/** Of a credential; what is busy or broken is another matter. */
const isRefusal = (error: unknown): error is AuthError =>
  error instanceof AuthError &&
  [400, 401, 403].includes(refusal(error, { presented: 'password' }).status)

/** Members of the form, or of the JSON that stands in its place. */
function fieldsOf(request: FlaskRequest, ...names: readonly string[]): (string | undefined)[] {
  if (!request.isJson) return names.map((name) => request.form.get(name) ?? undefined)
  const body: unknown = request.json()
  return names.map((name) => {
    const value: unknown = Object.hasOwn(Object(body), name) ? Reflect.get(Object(body), name) : ''
    return typeof value === 'string' && value !== '' ? value : undefined
  })
}
