import type { Account } from '../accounts/index.ts'
import type { NumericDate } from '../clock.ts'
import type { Session } from '../sessions/index.ts'
import type { StandardSchema } from './standard-schema.ts'

/** The registered claims that say who a token is for. */
export interface SubjectClaims {
  /** The account; 1 to 255 characters, as all names here. */
  readonly sub: string
  /** Default: `'first-party'`. */
  readonly client_id?: string | undefined
  /** What the token belongs to and is revoked with: the session, or a refresh token. */
  readonly sid?: string | undefined
  readonly auth_time?: NumericDate | undefined
  /** Separated by a space. Default: none. */
  readonly scope?: string | undefined
  readonly roles?: readonly string[] | undefined
  /** The key that the token is bound to, RFC 9449 §6.1. Default: none. */
  readonly cnf?: { readonly jkt: string } | undefined
}

/** A session and its account, as a store read them. */
export interface SessionSource {
  readonly session: Session
  readonly account: Account
  /**
   * When they were read. The token counts as issued then, so that a revocation of the account between the read and the
   * token refuses the token. Default: now.
   */
  readonly readAt?: NumericDate
}

/** What one access token is to say. */
export interface TokenContent {
  readonly subject: SubjectClaims
  /** The application's own claims. */
  readonly own: object
  readonly readAt?: NumericDate | undefined
  /** The place of its session in the status list. */
  readonly statusIndex?: number | undefined
  /** The token does not outlive this. Default: no limit beside its lifetime. */
  readonly endsAt?: NumericDate
}

/** How access tokens are made from what an application has, and what they say. */
export interface AccessTokenDefinition<Claims extends object, Source = SessionSource> {
  /** Absent: no claims of the application's own are looked at. */
  readonly schema?: StandardSchema<unknown, Claims>
  describe(source: Source): TokenContent
}

/** Claims of one's own beside the registered ones, for tokens of Latchkey's sessions. */
export interface SessionTokenDefinition<Input extends object, Claims extends object> {
  /** Any Standard Schema: zod, valibot, arktype …; synchronous. */
  readonly schema: StandardSchema<Input, Claims>
  /** The claims of a new token, as JSON has them: all that it returns is in the token, and readable there. */
  readonly fromSession: (session: Session, account: Account) => Input
}

/** Claims for tokens that are made from a refresh token, or whatever else, of the application's own. */
export interface OwnTokenDefinition<Input extends object, Claims extends object, RefreshToken> {
  readonly schema: StandardSchema<Input, Claims>
  /** Who the token is for, and the claims beside that. */
  readonly fromRefreshToken: (refreshToken: RefreshToken) => SubjectClaims & Input
}

/**
 * Says which claims access tokens have beside the registered ones. They are checked against the
 * schema when a token is issued and when it is verified, and typed by it.
 *
 * @example
 * const accessToken = defineAccessToken({
 *   schema: z.object({ tenant: z.string() }),
 *   fromSession: (session, account) => ({ tenant: tenantOf(account.id) }),
 * })
 * @example
 * // Without Latchkey's stores: `RefreshToken` is whatever the application has.
 * const shortlivedToken = defineAccessToken({
 *   schema: z.object({ user_id: z.number(), plan: z.enum(['free', 'paid']) }),
 *   fromRefreshToken: (refreshToken: RefreshToken) => ({
 *     sub: String(refreshToken.userId),
 *     sid: refreshToken.id,
 *     user_id: refreshToken.userId,
 *     plan: refreshToken.plan,
 *   }),
 * })
 */
export function defineAccessToken<Input extends object, Claims extends object>(
  definition: SessionTokenDefinition<Input, Claims>,
): AccessTokenDefinition<Claims>
export function defineAccessToken<Input extends object, Claims extends object, RefreshToken>(
  definition: OwnTokenDefinition<Input, Claims, RefreshToken>,
): AccessTokenDefinition<Claims, RefreshToken>
export function defineAccessToken<Input extends object, Claims extends object, RefreshToken>(
  definition:
    | SessionTokenDefinition<Input, Claims>
    | OwnTokenDefinition<Input, Claims, RefreshToken>,
): AccessTokenDefinition<Claims> | AccessTokenDefinition<Claims, RefreshToken> {
  if (typeof definition.schema?.['~standard']?.validate !== 'function') {
    throw new TypeError('schema: expected a Standard Schema, such as one of zod, valibot, arktype')
  }
  return 'fromSession' in definition ? forSessions(definition) : forOwn(definition)
}

const forSessions = <Input extends object, Claims extends object>({
  schema,
  fromSession,
}: SessionTokenDefinition<Input, Claims>): AccessTokenDefinition<Claims> => ({
  schema,
  describe: (source) => describeSession(source, fromSession(source.session, source.account)),
})

const forOwn = <Input extends object, Claims extends object, RefreshToken>({
  schema,
  fromRefreshToken,
}: OwnTokenDefinition<Input, Claims, RefreshToken>): AccessTokenDefinition<
  Claims,
  RefreshToken
> => ({
  schema,
  describe(refreshToken) {
    const claims = fromRefreshToken(refreshToken)
    const { sub, client_id, sid, auth_time, scope, roles, cnf, ...own } = claims
    return { subject: { sub, client_id, sid, auth_time, scope, roles, cnf }, own }
  },
})

/** Access tokens of sessions, without claims of one's own. */
export const plainAccessToken: AccessTokenDefinition<object> = {
  describe: (source) => describeSession(source, {}),
}

const describeSession = (
  { session, account, readAt }: SessionSource,
  own: object,
): TokenContent => ({
  subject: {
    sub: account.id,
    client_id: session.clientId,
    sid: session.id,
    auth_time: Math.floor(session.authenticatedAt),
    scope: account.scopes.join(' '),
    ...(account.roles.length > 0 && { roles: account.roles }),
    ...(session.jkt !== undefined && { cnf: { jkt: session.jkt } }),
  },
  own,
  readAt,
  statusIndex: session.statusIndex,
  endsAt: Math.min(session.expiresAt, session.idleExpiresAt),
})
