import { networkOf } from '../accounts/index.ts'
import type { Account } from '../accounts/index.ts'
import { setCookie, wantsJson } from '../dialects/index.ts'
import type { FlaskRequest } from '../dialects/index.ts'
import { writeRememberCookie } from '../signing/index.ts'
import type { FieldErrors } from './answers.ts'
import { BrowserSession, identifierOf } from './browser-session.ts'
import type { BrowserSessionOptions } from './browser-session.ts'
import type { Caller } from './callers.ts'
import { rememberCookieName } from './callers.ts'
import { flaskRememberMaxAge, refreshIdleLifetime, refreshLifetime } from './defaults.ts'
import { nextPage } from './next.ts'
import { formPage } from './pages.ts'
import type { Field } from './pages.ts'
import type { Workshop } from './workshop.ts'

export const refreshCookieName = 'fs_refresh'

/** One request on its way through a view. */
export class Visit {
  readonly request: FlaskRequest
  readonly session: BrowserSession
  readonly workshop: Workshop
  readonly wantsJson: boolean
  readonly #cookies: string[] = []
  #caller: Promise<Caller | undefined> | undefined
  #refreshToken: string | undefined

  constructor(request: FlaskRequest, workshop: Workshop) {
    this.request = request
    this.workshop = workshop
    this.session = new BrowserSession(request, workshop.cookies)
    this.wantsJson = workshop.generation.isFirst ? hasJson(request) : wantsJson(request)
  }

  /** Who asks, as Flask-Login finds it out: by session, else by remember cookie, else by token. */
  caller(): Promise<Caller | undefined> {
    this.#caller ??= this.#find()
    return this.#caller
  }

  async #find(): Promise<Caller | undefined> {
    const { callers } = this.workshop
    this.session.protect(identifierOf(this.request))
    const found = await callers.bySession(this.session)
    if (found) return found
    if (!this.request.cookies.has(rememberCookieName)) return callers.byToken(this.request)
    const remembered = await callers.byRememberCookie(this.request)
    if (remembered) {
      this.session.set('_user_id', remembered.identity.uniquifier)
      this.session.set('_fresh', false)
    }
    return remembered
  }

  /** Gives the script of a page its token, and takes it away, as `fs_cc` says. */
  #handCsrfCookie(): void {
    const { cookies, csrf, options } = this.workshop
    const { csrfCookie: name } = options
    const state = this.session.text('fs_cc')
    if (name === undefined || state === undefined) return
    const common = cookies.insecureCookies ? {} : { secure: true }
    const attributes = { ...common, httpOnly: false, sameSite: 'Strict' } as const
    if (state === 'clear') {
      this.session.delete('fs_cc')
      const gone = { ...attributes, expires: new Date(0), maxAge: 0 }
      this.#cookies.push(setCookie(name, '', gone))
    } else if (state === 'set' || csrf.flawOf(this.request.cookies.get(name), this.session)) {
      this.session.set('fs_cc', 'sent')
      this.#cookies.push(setCookie(name, csrf.issue(this.session), attributes))
    }
  }

  /** Starts a session of ours and puts it into the browser's. */
  async signIn(
    account: Account,
    passwordVersion: number,
    { remember = false }: { readonly remember?: boolean } = {},
  ): Promise<Caller> {
    const { identities, clock } = this.workshop
    const sessionId = await this.#start(account, passwordVersion)
    const identity = await identities.of(account)
    const caller: Caller = {
      account,
      identity,
      via: 'session',
      sessionId,
      authenticatedAt: clock(),
    }
    this.occupy(caller)
    if (remember) await this.remember(caller)
    return caller
  }

  /** A cookie that brings the caller back when the browser's session is gone, where those are wanted. */
  async remember(caller: Caller): Promise<void> {
    const { generation, options, clock, cookies, newestKey } = this.workshop
    if (!options.insecureRememberCookie) return
    const value = generation.isFirst
      ? await this.#tokenOf(caller)
      : writeRememberCookie(caller.identity.uniquifier, { secretKey: newestKey })
    const expires = new Date((clock() + flaskRememberMaxAge) * 1_000)
    this.#cookies.push(setCookie(rememberCookieName, value, { expires, ...safe(cookies) }))
  }

  async #start(account: Account, passwordVersion: number): Promise<string> {
    const { auth, options } = this.workshop
    const { session, refreshToken } = await auth.sessions.start({
      account,
      passwordVersion,
      clientId: 'flask-security',
      device: this.request.headers.get('user-agent') ?? undefined,
      network: this.network,
      ...(options.refreshTokens && {
        lifetime: refreshLifetime,
        idleLifetime: refreshIdleLifetime,
      }),
    })
    this.#refreshToken = refreshToken
    return session.id
  }

  get network(): string {
    return networkOf(this.request.address)
  }

  /** Gives the browser a refresh token, or takes it away. */
  setRefreshCookie(token: string | undefined): void {
    const gone = token === undefined ? { expires: new Date(0), maxAge: 0 } : {}
    // Secure even where other cookies are not, as in the original.
    const attributes = { ...gone, secure: true, sameSite: 'Strict' } as const
    this.#cookies.push(setCookie(refreshCookieName, token ?? '', attributes))
  }

  /** What a refreshed token is answered with. */
  async refreshed(caller: Caller, refreshToken: string): Promise<Response> {
    const { answers, options } = this.workshop
    const user = { authentication_token: await this.#tokenOf(caller) }
    if (options.refreshTokens === 'body') {
      return answers.ok({ user: { ...user, refresh_token: refreshToken } })
    }
    this.setRefreshCookie(refreshToken)
    return answers.ok({ user })
  }

  /** Writes into the browser's session whose it is. */
  occupy({ identity, sessionId }: Pick<Caller, 'identity' | 'sessionId'>): void {
    this.session.set('_user_id', identity.uniquifier)
    this.session.set('_fresh', true)
    this.session.set('_id', identifierOf(this.request))
    this.session.set('fs_cc', 'set')
    this.session.set('fs_paa', this.workshop.clock())
    if (sessionId !== undefined) this.session.set('lk_sid', sessionId)
  }

  /** Empties the browser's session of whoever it was. */
  leave(): void {
    const { generation, cookies } = this.workshop
    const keys = ['_user_id', '_fresh', '_id', 'lk_sid', 'fs_paa', 'fs_gexp', 'csrf_token']
    this.session.delete(...keys)
    if (!generation.isFirst) this.session.set('fs_cc', 'clear')
    if (!this.request.cookies.has(rememberCookieName)) return
    const gone = { expires: new Date(0), maxAge: 0, httpOnly: false, ...safe(cookies) }
    this.#cookies.push(setCookie(rememberCookieName, '', gone))
  }

  /** What a form that went well answers, with a token where one is asked for. */
  async accepted(
    caller: Caller | undefined,
    { token = false, more = {} }: { readonly token?: boolean; readonly more?: object } = {},
  ): Promise<Response> {
    const { answers, csrf, generation, options } = this.workshop
    const user: Record<string, unknown> = {}
    if (caller && options.securityPayload) {
      Object.assign(user, options.securityPayload(caller.account))
    }
    if (caller && token && this.#wantsToken()) {
      user['authentication_token'] = await this.#tokenOf(caller)
      // Only with a session that has just begun: what it belongs to has had its refresh token.
      if (options.refreshTokens === 'body' && this.#refreshToken !== undefined) {
        user['refresh_token'] = this.#refreshToken
      } else if (options.refreshTokens === 'cookie' && this.#refreshToken !== undefined) {
        this.setRefreshCookie(this.#refreshToken)
      }
    }
    if (generation.isFirst && caller) user['id'] = caller.identity.uniquifier.split('.')[0]
    const csrfToken = generation.isFirst ? {} : { csrf_token: csrf.issue(this.session) }
    return answers.ok({ ...csrfToken, ...(caller && { user }), ...more })
  }

  #wantsToken(): boolean {
    const { generation, options } = this.workshop
    const { backwardsCompatAuthToken: always = generation.isFirst } = options
    return always || this.request.args.has('include_auth_token')
  }

  /** A token of the caller's session; whoever came with what Flask-Security itself signed gets one first. */
  async #tokenOf({ account, identity, sessionId, authenticatedAt }: Caller): Promise<string> {
    const { auth, identities, options, tokens } = this.workshop
    const uniquifier = await identities.tokenNameOf(identity)
    if (options.insecureTokensOutliveSignOut) {
      return tokens.issue({ uniquifier, sessionId: undefined, authenticatedAt })
    }
    const version = await auth.accounts.passwordVersion(account.id)
    const bound = sessionId ?? (await this.#start(account, version))
    return tokens.issue({ uniquifier, sessionId: bound, authenticatedAt })
  }

  /** A page with a form, for browsers; `path` is that of the endpoint. */
  page(
    title: string,
    path: string,
    fields: readonly Field[],
    { errors = new Map() }: { readonly errors?: FieldErrors } = {},
  ): Response {
    const { csrf, options } = this.workshop
    const { csrf: mode, urlPrefix = '' } = options
    const token = mode === 'insecure-off' ? {} : { csrf_token: csrf.issue(this.session) }
    const hidden = { ...token, next: nextPage(this.request, '') }
    return formPage(title, urlPrefix + path, fields, hidden, errors, this.session.takeFlashes())
  }

  /** The answer with the cookies that this visit changed. */
  finish(response: Response): Response {
    response.headers.append('vary', 'Cookie')
    this.#handCsrfCookie()
    const { setCookie: session } = this.session
    for (const cookie of this.#cookies) response.headers.append('set-cookie', cookie)
    if (session !== undefined) response.headers.append('set-cookie', session)
    return response
  }
}

const safe = ({ insecureCookies }: BrowserSessionOptions) =>
  insecureCookies ? {} : ({ secure: true, sameSite: 'Lax' } as const)

/** 1.7 asks for nothing but a body that is something. */
function hasJson(request: FlaskRequest): boolean {
  try {
    const body = request.json()
    return typeof body === 'object' && body !== null ? Object.keys(body).length > 0 : Boolean(body)
  } catch {
    // That it cannot be read is said where it is needed.
    return true
  }
}
