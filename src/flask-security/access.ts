import { errorPage, redirectPage } from '../dialects/index.ts'
import type { Caller } from './callers.ts'
import { messages } from './messages.ts'
import { withoutToken } from './next.ts'
import type { FlaskMechanism, FlaskRequirements } from './options.ts'
import type { Visit } from './visit.ts'

/** Whom `auth_required` lets pass: a caller, or the answer that refuses. */
export type Admitted = { readonly caller: Caller } | { readonly refusal: Response }

/** `auth_required`, with the roles and permissions of the other decorators. */
export async function admit(visit: Visit, requirements: FlaskRequirements): Promise<Admitted> {
  const { isFirst } = visit.workshop.generation
  const { mechanisms = ['token', 'session'], realm = 'Login Required' } = requirements
  const caller = await authenticate(visit, mechanisms)
  if (!caller) {
    const challenges = isFirst ? mechanisms.length === 1 : true
    const isBasic = mechanisms.includes('basic') && challenges
    return { refusal: unauthenticated(visit, isBasic ? realm : undefined) }
  }
  const flaw = csrfFlaw(visit, caller.via)
  if (flaw !== undefined) return { refusal: flaw }
  if (!isFresh(visit, caller, requirements)) return { refusal: stale(visit) }
  if (!isAllowed(visit, caller, requirements)) return { refusal: forbidden(visit) }
  return { caller }
}

/** Tried in Flask-Security's order, whatever the order they are named in. */
async function authenticate(
  visit: Visit,
  mechanisms: readonly FlaskMechanism[],
): Promise<Caller | undefined> {
  const { callers } = visit.workshop
  if (mechanisms.includes('token')) {
    const caller = await callers.byToken(visit.request)
    if (caller) return caller
  }
  if (mechanisms.includes('session')) {
    const caller = await visit.caller()
    // 5.1.2 takes a token here as well (flask-middleware/flask-security#791).
    if (caller?.via === 'session') return caller
  }
  return mechanisms.includes('basic') ? callers.byBasic(visit.request) : undefined
}

function unauthenticated(visit: Visit, realm: string | undefined): Response {
  const { answers, generation, options } = visit.workshop
  const headers = realm === undefined ? {} : { 'www-authenticate': `Basic realm="${realm}"` }
  if (generation.isFirst) return unauthorizedPage('</p>', headers)
  if (options.backwardsCompatUnauthn) return unauthorizedPage('\n    </p>', headers)
  if (visit.wantsJson) return answers.refused(401, generation.unauthenticated, {}, headers)
  if (realm !== undefined) {
    const type = { 'content-type': 'text/html; charset=utf-8' }
    return new Response(generation.unauthenticated, {
      status: 401,
      headers: { ...type, ...headers },
    })
  }
  visit.session.flash('info', messages.pleaseLogIn)
  const { pathname, search } = withoutToken(visit.request.url)
  const next = encodeURIComponent(pathname + search)
  return redirectPage(`${options.urlPrefix ?? ''}/login?next=${next}`)
}

/** 1.7's own, to which later ones only added a line's end. */
const unauthorizedPage = (end: string, headers: Readonly<Record<string, string>>): Response =>
  new Response(
    `
    <h1>Unauthorized</h1>
    <p>The server could not verify that you are authorized to access the URL
    requested. You either supplied the wrong credentials (e.g. a bad password),
    or your browser doesn't understand how to supply the credentials required.${end}
    `,
    { status: 401, headers: { 'content-type': 'text/html; charset=utf-8', ...headers } },
  )

/** What the original's `CSRFProtect` answers, where the way of authentication asks for a token. */
function csrfFlaw(
  { request, session, workshop }: Visit,
  via: FlaskMechanism,
): Response | undefined {
  const { csrf, options } = workshop
  if ((options.csrf ?? 'session') !== 'session' || via === 'token') return undefined
  if (request.method === 'GET' || request.method === 'HEAD') return undefined
  const presented =
    request.form.get('csrf_token') ??
    request.headers.get('x-csrftoken') ??
    request.headers.get('x-csrf-token') ??
    request.headers.get('x-xsrf-token') ??
    undefined
  const flaw = csrf.flawOf(presented, session)
  return flaw === undefined ? undefined : errorPage(400, {}, flaw)
}

function isFresh(
  { session, workshop }: Visit,
  caller: Caller,
  { within = -1, grace = 0 }: FlaskRequirements,
): boolean {
  if (within < 0 || caller.via === 'basic') return true
  const { clock, generation } = workshop
  const token =
    generation.tokenIsFresh && caller.via === 'token' ? caller.authenticatedAt : undefined
  const provedAt = token ?? session.number('fs_paa')
  if (provedAt === undefined) return false
  const now = clock()
  const graceEnds = session.number('fs_gexp')
  const isGraced = graceEnds !== undefined && now < graceEnds
  const isRecent = Math.abs(now - provedAt) < within
  if (isGraced || isRecent || within === 0) session.set('fs_gexp', Math.floor(now + grace))
  return isGraced || isRecent
}

function stale(visit: Visit): Response {
  const { answers, generation, options } = visit.workshop
  const { reauthenticate, reauthentication } = generation
  if (visit.wantsJson) return answers.refused(401, reauthenticate, reauthentication)
  visit.session.flash('error', reauthenticate)
  const next = encodeURIComponent(withoutToken(visit.request.url).href)
  return redirectPage(`${options.urlPrefix ?? ''}/verify?next=${next}`)
}

function isAllowed(
  { workshop }: Visit,
  { account }: Caller,
  { roles = [], anyRole, permissions = [], anyPermission }: FlaskRequirements,
): boolean {
  const own = new Set(account.roles)
  const permitted = new Set(account.roles.flatMap((role) => permissionsOf(workshop.options, role)))
  return (
    roles.every((role) => own.has(role)) &&
    (anyRole?.some((role) => own.has(role)) ?? true) &&
    permissions.every((permission) => permitted.has(permission)) &&
    (anyPermission?.some((permission) => permitted.has(permission)) ?? true)
  )
}

const permissionsOf = (
  { permissions = {} }: { readonly permissions?: Readonly<Record<string, readonly string[]>> },
  role: string,
): readonly string[] => (Object.hasOwn(permissions, role) ? (permissions[role] ?? []) : [])

function forbidden(visit: Visit): Response {
  const { answers, generation } = visit.workshop
  if (generation.isFirst) return redirectPage('/')
  return visit.wantsJson ? answers.refused(403, messages.forbidden) : errorPage(403)
}

/** `anonymous_user_required`: the answer for whoever is somebody. */
export async function refuseSignedIn(visit: Visit): Promise<Response | undefined> {
  if (!(await visit.caller())) return undefined
  const { answers, generation, options } = visit.workshop
  if (visit.wantsJson && !generation.isFirst)
    return answers.refused(400, messages.anonymousRequired)
  return redirectPage(options.postLoginView ?? '/')
}

/** What is wrong with the token of a form where every form needs one: the stock application's own check. */
export function formCsrfFlaw(visit: Visit, token: string): string | undefined {
  const { csrf, options } = visit.workshop
  if (options.csrf !== 'forms') return undefined
  // A form gets its token before it is checked, so that a session always has a secret.
  csrf.issue(visit.session)
  return csrf.flawOf(token, visit.session)
}
