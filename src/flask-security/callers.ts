import type { Account, FlaskIdentity } from '../accounts/index.ts'
import { networkOf } from '../accounts/index.ts'
import type { Auth } from '../auth/index.ts'
import type { Clock, NumericDate } from '../clock.ts'
import { flaskTouchInterval } from './defaults.ts'
import type { FlaskRequest } from '../dialects/index.ts'
import { AuthError } from '../errors.ts'
import { parseBasic } from '../http/index.ts'
import { readRememberCookie } from '../signing/index.ts'
import type { BrowserSession } from './browser-session.ts'
import type { Identities } from './identities.ts'
import type { FlaskMechanism } from './options.ts'
import type { FlaskTokens, SignedToken } from './tokens.ts'

/** Who asks, and how they proved it. */
export interface Caller {
  readonly account: Account
  readonly identity: FlaskIdentity
  readonly via: FlaskMechanism
  /** The session of ours; none for what Flask-Security itself signed. */
  readonly sessionId: string | undefined
  /** When its owner signed in, as far as a token says so. */
  readonly authenticatedAt: NumericDate | undefined
  readonly signedAt?: NumericDate
}

/** Finds out who asks. Each gives `undefined` where nobody does, or nobody who may. */
export interface Callers {
  byToken(request: FlaskRequest): Promise<Caller | undefined>
  bySession(session: BrowserSession): Promise<Caller | undefined>
  byRememberCookie(request: FlaskRequest): Promise<Caller | undefined>
  byBasic(request: FlaskRequest): Promise<Caller | undefined>
  /** The caller whose token this is. @throws {AuthError} with the operator's reason. */
  verify(token: string): Promise<Caller>
}

export interface CallersOptions {
  readonly auth: Auth
  readonly tokens: FlaskTokens
  readonly identities: Identities
  readonly newestKey: string | Uint8Array
  readonly isFirst: boolean
  readonly clock: Clock
}

export const rememberCookieName = 'remember_token'

export function createCallers(options: CallersOptions): Callers {
  const { auth, tokens, identities, newestKey, isFirst, clock } = options

  /** @throws {AuthError} when the session is over. */
  async function checkSession(id: string, accountId: string): Promise<void> {
    const now = clock()
    const found = await auth.sessions.find(id)
    if (found?.session.accountId !== accountId) {
      throw new AuthError('session_unknown', 'the token belongs to no session of the account')
    }
    const { endedAt, expiresAt, idleExpiresAt, lastUsedAt } = found.session
    if (endedAt !== undefined) throw new AuthError('session_ended', 'the session is over')
    if (now >= expiresAt) throw new AuthError('session_expired', 'the session is over')
    if (now >= idleExpiresAt) throw new AuthError('session_idle_expired', 'nobody used the session')
    if (now - lastUsedAt >= flaskTouchInterval) await auth.sessions.touch(id)
  }

  async function verify(token: string): Promise<Caller> {
    const content: SignedToken = tokens.read(token)
    const { uniquifier, sessionId, signedAt, authenticatedAt } = content
    const named = await identities.findByToken(uniquifier)
    if (sessionId !== undefined) await checkSession(sessionId, named.account.id)
    else if (signedAt < named.identity.tokensFrom) {
      throw new AuthError('token_revoked', 'somebody signed out with such a token since')
    }
    return { ...named, via: 'token', sessionId, authenticatedAt, signedAt }
  }

  return {
    verify,

    byToken: (request) =>
      orNobody(async () => {
        const token = tokenOf(request)
        return typeof token === 'string' && token !== '' ? verify(token) : undefined
      }),

    bySession: (session) =>
      orNobody(async () => {
        const uniquifier = session.text('_user_id')
        const sessionId = session.text('lk_sid')
        if (uniquifier === undefined) return undefined
        const named = await identities.find(uniquifier)
        if (sessionId !== undefined) await checkSession(sessionId, named.account.id)
        else if (!session.isYoungerThan(Math.floor(clock()) - Math.ceil(named.identity.tokensFrom)))
          return undefined
        return { ...named, via: 'session', sessionId, authenticatedAt: undefined }
      }),

    byRememberCookie: (request) =>
      orNobody(async () => {
        const cookie = request.cookies.get(rememberCookieName)
        if (cookie === undefined) return undefined
        // In 1.7 it is a token like any other.
        if (isFirst) return { ...(await verify(cookie)), via: 'session' }
        const uniquifier = readRememberCookie(cookie, { secretKey: newestKey })
        const named = await identities.find(uniquifier)
        // It does not say when it was made.
        if (named.identity.tokensFrom > 0) return undefined
        return { ...named, via: 'session', sessionId: undefined, authenticatedAt: undefined }
      }),

    byBasic: (request) =>
      orNobody(async () => {
        const credentials = parseBasic(request.headers.get('authorization') ?? '')
        if (!credentials) return undefined
        const { name: email, password } = credentials
        const from = { network: networkOf(request.address), signal: request.signal }
        const { account } = await auth.accounts.authenticate({ email, password }, from)
        const identity = await identities.of(account)
        return { account, identity, via: 'basic', sessionId: undefined, authenticatedAt: clock() }
      }),
  }
}

/** Where a token may be: what is found first counts, though it be bad. */
function tokenOf(request: FlaskRequest): unknown {
  const elsewhere = request.args.get('auth_token') ?? request.headers.get('authentication-token')
  if (!request.isJson) return elsewhere
  const body = bodyOf(request)
  const said = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {}
  return Object.hasOwn(said, 'auth_token') ? Reflect.get(said, 'auth_token') : elsewhere
}

function bodyOf(request: FlaskRequest): unknown {
  try {
    return request.json()
  } catch {
    return undefined
  }
}

/** A stranger is not told why; what is no refusal passes through. */
async function orNobody(find: () => Promise<Caller | undefined>): Promise<Caller | undefined> {
  try {
    return await find()
  } catch (error) {
    if (error instanceof AuthError && !retryable.has(error.code)) return undefined
    throw error
  }
}

const retryable: ReadonlySet<string> = new Set([
  'rate_limited',
  'overloaded',
  'storage_unavailable',
])
