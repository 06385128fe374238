import { AuthError } from '../errors.ts'
import { createAuthorize, createCredentialReader, refusal } from '../http/index.ts'
import type {
  Credential,
  CredentialOptions,
  CredentialRequest,
  CredentialSource,
  Refusal,
  Requirements,
} from '../http/index.ts'
import type { AccessClaims, ProvenRequest } from '../tokens/index.ts'

declare global {
  /**
   * The application's own claims, as `auth` has them in Express, Fastify and NestJS; guards there take
   * only an `Auth` whose tokens carry them. Hono, Koa and `node:http` need no such declaration.
   *
   * @example
   * declare global {
   *   interface LatchkeyClaims { tenant: string }
   * }
   */
  interface LatchkeyClaims {}
}

/** The claims of a request, where the framework's types cannot know more than {@link LatchkeyClaims}. */
export type RequestClaims = AccessClaims<LatchkeyClaims>

/** What a guard asks: an `Auth`, a verifier, or access tokens. */
export interface TokenVerifier<Claims extends object = RequestClaims> {
  /** The claims of a token that is good now; throws for any other. */
  verify(token: string): Claims | Promise<Claims>
  /** The same without waiting, `undefined` if only `verify` can tell. */
  verifyNow?(token: string): Claims | undefined
  /** The claims of a token that is bound to a key, with a proof of it (RFC 9449). Absent: such tokens are refused. */
  verifyBound?(token: string, request: ProvenRequest): Promise<Claims>
}

/** Whom a guard lets pass, and where it looks for the access token. */
export interface GuardOptions extends Requirements, CredentialOptions {
  /** Lets requests without credentials pass, with no `auth`. Wrong credentials never pass. Default: `false`. */
  readonly optional?: boolean
}

/** What became of a request: refused, or let pass with these claims (none: nobody signed in). */
export type Admission<Claims> =
  | { readonly refusal: Refusal }
  | {
      readonly refusal: undefined
      readonly claims: Claims | undefined
      /** What the answer has to say about caching, because the token was in the URL (RFC 6750 §2.3). */
      readonly cacheControl: string | undefined
    }

/** Decides about a request, at once where it can. Throws only what is no refusal, and always an `Error`. */
export type Authenticate<Claims> = (
  request: CredentialRequest,
) => Admission<Claims> | Promise<Admission<Claims>>

const known = new Set(['scope', 'role', 'optional', 'credentials', 'cookie', 'origins'])

/**
 * The decision that the guards of all frameworks share.
 *
 * @throws {TypeError} for whatever would leave a route open by mistake: an option that does not
 * exist (`scopes`), one that is `undefined`, or a promise in the place of an `Auth`.
 */
export function createAuthenticate<Claims extends AuthorizedClaims>(
  auth: TokenVerifier<Claims>,
  options: GuardOptions,
): Authenticate<Claims> {
  if (typeof auth?.verify !== 'function') {
    throw new TypeError('guard: expected what `await createAuth()` or `createVerifier()` gives')
  }
  for (const [name, value] of Object.entries(options)) {
    if (!known.has(name)) throw new TypeError(`guard: there is no option called ${name}`)
    if (value === undefined || value === null) throw new TypeError(`${name}: expected a value`)
  }
  const readCredential = createCredentialReader(options)
  const authorize = createAuthorize(options)
  const optional = options.optional === true

  const admit = (claims: Claims, source: CredentialSource): Admission<Claims> => {
    if (typeof claims !== 'object') throw new TypeError('guard: the verifier answered no claims')
    authorize(claims)
    const cacheControl = source === 'query' ? 'private, no-store' : undefined
    return { refusal: undefined, claims, cacheControl }
  }
  const admitLater = async ({ token, source }: Credential): Promise<Admission<Claims>> => {
    try {
      return admit(await auth.verify(token), source)
    } catch (error) {
      return refuse(error)
    }
  }
  const admitBound = async (
    { token, source }: Credential,
    proven: ProvenRequest,
  ): Promise<Admission<Claims>> => {
    try {
      return admit(await verifyBound(auth, token, proven), source)
    } catch (error) {
      return refuse(error, 'dpop')
    }
  }
  return (request) => {
    try {
      const credential = readCredential(request)
      if (credential === undefined) {
        if (optional) return { refusal: undefined, claims: undefined, cacheControl: undefined }
        throw new AuthError('credentials_missing', 'the request carries no access token')
      }
      const { proof } = credential
      if (proof !== undefined) {
        const { method, url } = request
        return admitBound(credential, { proof, method, url })
      }
      // A token seen before is answered without a promise: that is most of what a guard costs.
      const claims = auth.verifyNow?.(credential.token)
      return claims ? admit(claims, credential.source) : admitLater(credential)
    } catch (error) {
      return refuse(error)
    }
  }
}

/** @throws {AuthError} `proof_missing` where proofs are not looked at, and what `verifyBound` throws. */
export function verifyBound<Claims extends object>(
  auth: TokenVerifier<Claims>,
  token: string,
  request: ProvenRequest,
): Promise<Claims> {
  if (auth.verifyBound) return auth.verifyBound(token, request)
  throw new AuthError('proof_missing', 'no proofs are looked at here')
}

function refuse(
  error: unknown,
  scheme: 'bearer' | 'dpop' = 'bearer',
): { readonly refusal: Refusal } {
  if (error instanceof AuthError) return { refusal: refusal(error, { scheme }) }
  // Express and Fastify take `next(undefined)` and `next('route')` for "go on".
  throw error instanceof Error ? error : new TypeError('guard: failed', { cause: error })
}

/**
 * Goes on with a decision, in the same turn where it is there: a promise for every request would be
 * half of what a guard costs.
 */
export function whenDecided<Claims, Result>(
  decision: Admission<Claims> | Promise<Admission<Claims>>,
  goOn: (admission: Admission<Claims>) => Result,
): Result | Promise<Result> {
  return decision instanceof Promise ? decision.then(goOn) : goOn(decision)
}

/** What of the claims scopes and roles are checked against. */
export interface AuthorizedClaims {
  readonly scope: string
  readonly roles?: readonly string[]
}
