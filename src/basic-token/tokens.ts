import type { Account } from '../accounts/index.ts'
import type { Auth } from '../auth/index.ts'
import { type Clock, systemClock } from '../clock.ts'
import { AuthError } from '../errors.ts'
import { isLive, type Session } from '../sessions/index.ts'
import { type Era, type SecretKey, TimedJSONWebSignatureSerializer } from '../signing/index.ts'
import { type AccountIds, ownIds } from './account-ids.ts'

export interface TokenOptions {
  /** `SECRET_KEY` of the original, or all that are in use, oldest → newest. */
  readonly secretKey: SecretKey
  /** The itsdangerous of the original: HS256 in `'0.24'`, HS512 since. Default: `'0.24'`. */
  readonly era?: Era
  /** What stands in a token's `id`. Default: the id of the account. */
  readonly ids?: AccountIds
  /**
   * Whether tokens that the original itself issued are good, until they expire. They belong to no session,
   * so that signing out and changing the password leave them good; a disabled account's are refused. Default: no.
   */
  readonly allowTokensWithoutSession?: boolean
  /** Default: the wall clock. */
  readonly clock?: Clock
}

/** Who a token is for; `session`: what it ends with, which tokens of the original have not. */
export interface TokenOwner {
  readonly account: Account
  readonly session: Session | undefined
}

/** Tokens as `TimedJSONWebSignatureSerializer` made them, with the session they end with in their header. */
export interface BasicTokens {
  issue(owner: { readonly account: Account; readonly session: Session }): Promise<IssuedBasicToken>
  /** @throws {AuthError} with the reason. */
  verify(token: string): Promise<TokenOwner>
}

export interface IssuedBasicToken {
  readonly token: string
  /** Seconds. */
  readonly duration: number
}

export function createTokens(auth: Auth, options: TokenOptions): BasicTokens {
  const { secretKey, era = '0.24', ids = ownIds, clock = systemClock } = options
  const { allowTokensWithoutSession = false } = options
  const serializer = (expiresIn: number): TimedJSONWebSignatureSerializer =>
    new TimedJSONWebSignatureSerializer(secretKey, { era, clock, expiresIn })
  const reader = serializer(auth.tokens.lifetime)

  return {
    async issue({ account, session }) {
      const id = await ids.idOf(account)
      if (id === undefined) throw new AuthError('account_unknown', 'the account has no id there')
      const duration = Math.floor(Math.min(auth.tokens.lifetime, session.expiresAt - clock()))
      // In the header, which the original reads past: its payload is `{"id": …}` and nothing else.
      const headerFields = { sid: session.id }
      return { token: serializer(duration).dumps({ id }, { headerFields }), duration }
    },

    async verify(token) {
      const [payload, header] = reader.loads(token, { returnHeader: true })
      const { id }: { id?: unknown } = Object(payload)
      const { sid }: { sid?: unknown } = Object(header)
      if (typeof id !== 'string' && typeof id !== 'number') {
        throw new AuthError('claims_malformed', 'the token has no id')
      }
      const accountId = await ids.accountOf(id)
      const owner =
        typeof sid === 'string' ? await ownerBySession(sid) : await ownerAlone(accountId)
      if (owner.account.id !== accountId) {
        throw new AuthError('account_unknown', 'the token is for no account of ours')
      }
      if (owner.account.disabledAt !== undefined) {
        throw new AuthError('account_disabled', 'the account of the token is disabled')
      }
      return owner
    },
  }

  async function ownerBySession(sid: string): Promise<TokenOwner> {
    const found = await auth.sessions.find(sid)
    if (found && isLive(found)) return found
    throw new AuthError('session_ended', 'the session of the token is over')
  }

  async function ownerAlone(accountId: string | undefined): Promise<TokenOwner> {
    if (!allowTokensWithoutSession) {
      throw new AuthError('session_unknown', 'the token belongs to no session')
    }
    const account = accountId === undefined ? undefined : await auth.accounts.find(accountId)
    if (!account) throw new AuthError('account_unknown', 'the token is for no account of ours')
    return { account, session: undefined }
  }
}
