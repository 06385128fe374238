import type { Auth } from '../auth/index.ts'
import { seconds, systemClock } from '../clock.ts'
import { passwordLength } from '../defaults.ts'
import { createDialect, errorPage, failure, readFlaskRequest } from '../dialects/index.ts'
import type { DialectRoute, FlaskRequest } from '../dialects/index.ts'
import { AuthError } from '../errors.ts'
import type { Mountable, RequestContext } from '../http/index.ts'
import type { AccessClaims } from '../tokens/index.ts'
import { admit } from './access.ts'
import { createAnswers } from './answers.ts'
import type { Caller } from './callers.ts'
import { createCallers } from './callers.ts'
import { change } from './change.ts'
import { confirm, confirmation } from './confirm.ts'
import { createCsrfTokens } from './csrf.ts'
import { flaskTokenMaxAge, refreshedTokenMaxAge } from './defaults.ts'
import { generations } from './generations.ts'
import { createIdentities } from './identities.ts'
import { login } from './login.ts'
import { logout } from './logout.ts'
import { createMailTokens } from './mail-tokens.ts'
import type { FlaskRequirements, FlaskSecurityOptions } from './options.ts'
import { createPost } from './post.ts'
import { refresh } from './refresh.ts'
import { register } from './register.ts'
import { forgot, reset } from './reset.ts'
import { createFlaskTokens } from './tokens.ts'
import { verify } from './verify.ts'
import { Visit } from './visit.ts'
import type { Workshop } from './workshop.ts'

/** Flask-Security's endpoints, its tokens, and its decorators. */
export interface FlaskSecurity extends Mountable {
  /**
   * The claims of a token that is good now, so that `guard(flaskSecurity, { credentials: ['authentication-token'] })` of any
   * framework lets it pass. @throws {AuthError} with the operator's reason.
   */
  verify(token: string): Promise<AccessClaims>
  /** An endpoint of the application behind `auth_required` and the decorators of roles and permissions. */
  protect(
    requirements: FlaskRequirements,
    answer: (caller: Caller, request: Request) => Promise<Response> | Response,
  ): (request: Request, context?: RequestContext) => Promise<Response>
}

/**
 * What a Flask-Security application answers, on the accounts and sessions of an `Auth`. With the application's `SECRET_KEY`
 * its tokens are good here, and those made here are good there.
 *
 * @throws {TypeError} {@link RangeError} for an option that cannot be.
 * @example
 * import { createAuth } from 'latchkey'
 * import { mount } from 'latchkey/express'
 * import { createFlaskSecurity } from 'latchkey/flask-security'
 * import { sqlite } from 'latchkey/sqlite'
 *
 * const store = sqlite('auth.db')
 * const auth = await createAuth({ issuer: 'https://api.example.com', audience: 'api', store })
 * app.use(mount(createFlaskSecurity(auth, { store, secretKey: process.env.SECRET_KEY })))
 */
export function createFlaskSecurity(auth: Auth, options: FlaskSecurityOptions): FlaskSecurity {
  const workshop = furnish(auth, options)
  const view = (show: (visit: Visit) => Promise<Response>) => (request: FlaskRequest) =>
    answered(new Visit(request, workshop), show)
  const { urlPrefix = '', registerable = false, changeable = false } = options
  if (!/^(\/[\w.-]+)*$/.test(urlPrefix))
    throw new TypeError('urlPrefix: expected a path such as /auth')
  const routes: DialectRoute[] = [
    { path: '/login', methods: ['GET', 'POST'], answer: view(login) },
    { path: '/logout', methods: workshop.generation.logoutMethods, answer: view(logout) },
  ]
  const methods = ['GET', 'POST'] as const
  if (!workshop.generation.isFirst) routes.push({ path: '/verify', methods, answer: view(verify) })
  if (registerable) routes.push({ path: '/register', methods, answer: view(register) })
  if (options.recoverable) {
    routes.push({ path: '/reset', methods, answer: view(forgot) })
    routes.push({ path: '/reset/<token>', methods, answer: view(reset) })
  }
  if (options.confirmable) {
    routes.push({ path: '/confirm', methods, answer: view(confirmation) })
    routes.push({ path: '/confirm/<token>', methods, answer: view(confirm) })
  }
  if (options.refreshTokens) {
    routes.push({ path: '/refresh-token', methods: ['POST'], answer: view(refresh) })
  }
  if (changeable) routes.push({ path: '/change', methods, answer: view(change) })
  const dialect = createDialect(
    routes.map((route) => ({ ...route, path: urlPrefix + route.path })),
    options,
  )
  return {
    ...dialect,
    verify: async (token) => claimsOf(await workshop.callers.verify(token), workshop),
    protect:
      (requirements, answer) =>
      async (request, { address } = {}) => {
        try {
          const read = await readFlaskRequest(request.clone(), { address })
          return await answered(new Visit(read, workshop), async (visit) => {
            const admitted = await admit(visit, requirements)
            return 'refusal' in admitted ? admitted.refusal : answer(admitted.caller, request)
          })
        } catch (error) {
          if (error instanceof AuthError) return failure(error)
          throw error
        }
      },
  }
}

function furnish(auth: Auth, options: FlaskSecurityOptions): Workshop {
  const generation = generations[options.generation ?? '5.x']
  if (generation === undefined) throw new TypeError('generation: expected 1.7, 5.x or newest')
  const { clock = systemClock, secretKey, recoverable, confirmable, refreshTokens } = options
  if ((recoverable || confirmable) && !options.outbox) {
    throw new TypeError('outbox: expected one, because links are mailed')
  }
  if (refreshTokens && generation.name !== 'newest') {
    throw new TypeError(
      'refreshTokens: expected the generation newest, which is the only one to have them',
    )
  }
  const tokenMaxAge = tokenMaxAgeOf(options)
  const signing = { era: generation.era, clock }
  const maxAge =
    tokenMaxAge === 'insecure-unlimited' ? undefined : seconds(tokenMaxAge, 'tokenMaxAge')
  const tokens = createFlaskTokens(options, generation, maxAge, signing)
  const identities = createIdentities(auth, options, generation)
  const mailTokens = createMailTokens(options, generation, signing)
  const newestKey =
    typeof secretKey === 'string' || secretKey instanceof Uint8Array ? secretKey : secretKey.at(-1)
  if (newestKey === undefined) throw new TypeError('secretKey: expected a key')
  return {
    auth,
    options,
    generation,
    answers: createAnswers(generation),
    callers: createCallers({
      auth,
      tokens,
      identities,
      newestKey,
      isFirst: generation.isFirst,
      clock,
    }),
    csrf: createCsrfTokens(secretKey, signing),
    identities,
    tokens,
    mailTokens,
    post: createPost({ auth, options, identities, mailTokens, secret: newestKey, clock }),
    ownRequirements: options.apiMechanisms ? { mechanisms: options.apiMechanisms } : {},
    cookies: { secretKey, signing, insecureCookies: options.insecureCookies ?? false },
    newestKey,
    passwordMinLength: options.passwordMinLength ?? passwordLength.min,
    clock,
  }
}

/** What a view answers, with the cookies it changed. */
async function answered(
  visit: Visit,
  show: (visit: Visit) => Promise<Response>,
): Promise<Response> {
  try {
    // Flask-Principal looks at who it is whatever is asked for, which is when a remember cookie becomes a session.
    if (visit.request.cookies.size > 0) await visit.caller()
    return visit.finish(await show(visit))
  } catch (error) {
    if (!(error instanceof AuthError)) throw error
    if (error.code === 'invalid_request') return visit.finish(errorPage(400))
    if (error.code === 'rate_limited' && visit.wantsJson) {
      const headers = { 'retry-after': String(error.retryAfter ?? 1) }
      return visit.workshop.answers.refused(429, 'Too Many Requests', {}, headers)
    }
    throw error
  }
}

function claimsOf(caller: Caller, { auth, options, clock }: Workshop): AccessClaims {
  const { account, sessionId, signedAt = clock() } = caller
  const tokenMaxAge = tokenMaxAgeOf(options)
  const lifetime = tokenMaxAge === 'insecure-unlimited' ? Infinity : seconds(tokenMaxAge, '')
  return Object.freeze({
    iss: auth.issuer,
    aud: auth.audience,
    sub: account.id,
    client_id: 'flask-security',
    iat: signedAt,
    exp: signedAt + lifetime,
    jti: `${sessionId ?? account.id}.${signedAt}`,
    scope: account.scopes.join(' '),
    roles: account.roles,
    ...(sessionId !== undefined && { sid: sessionId }),
  })
}

const tokenMaxAgeOf = ({ tokenMaxAge, refreshTokens }: FlaskSecurityOptions) =>
  tokenMaxAge ?? (refreshTokens ? refreshedTokenMaxAge : flaskTokenMaxAge)
