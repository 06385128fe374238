import { randomBytes } from 'node:crypto'
import type { Account, FlaskIdentity } from '../accounts/index.ts'
import type { Auth } from '../auth/index.ts'
import { AuthError } from '../errors.ts'
import type { Generation } from './generations.ts'
import { emailKeyOf } from './mail-tokens.ts'
import type { FlaskSecurityOptions } from './options.ts'

/** An account that Flask's tokens may name. */
export interface NamedAccount {
  readonly account: Account
  readonly identity: FlaskIdentity
}

/** Which account a uniquifier names, and by which uniquifier an account is named. */
export interface Identities {
  /** @throws {AuthError} `account_unknown`, `account_disabled` or `token_revoked`. */
  find(uniquifier: string): Promise<NamedAccount>
  /** By what stands in an authentication token. @throws {AuthError} as `find`. */
  findByToken(name: string): Promise<NamedAccount>
  /** The one it has or, where its password changed since it got that, a new one. */
  of(account: Account): Promise<FlaskIdentity>
  /** What stands in its authentication tokens. */
  tokenNameOf(identity: FlaskIdentity): Promise<string>
  /** From now on refuses what was signed before and belongs to no session. */
  refuseEarlier(identity: FlaskIdentity, now: number): Promise<void>
  /** Whether the owner has shown to read the address that the account has now. */
  isConfirmed(account: Account): Promise<boolean>
  /** Whether nobody signs in before that. */
  readonly mustConfirm: boolean
  /** Whether confirmation does not stand in the way. */
  maySignIn(account: Account): Promise<boolean>
  confirm(account: Account): Promise<void>
}

export function createIdentities(
  auth: Auth,
  options: FlaskSecurityOptions,
  generation: Generation,
): Identities {
  const { store, confirmable = false, allowUnconfirmedSignIn = false } = options
  const mustConfirm = confirmable && !allowUnconfirmedSignIn
  const { insecureTokensOutlivePasswordChange: outlive = false } = options

  async function open(
    identity: FlaskIdentity | undefined,
    { anyPassword = false }: { readonly anyPassword?: boolean } = {},
  ): Promise<NamedAccount> {
    const account = identity && (await auth.accounts.find(identity.accountId))
    if (!account) throw new AuthError('account_unknown', 'the uniquifier is that of no account')
    if (account.disabledAt !== undefined) {
      throw new AuthError('account_disabled', 'the account is disabled')
    }
    const version = await auth.accounts.passwordVersion(account.id)
    if (!anyPassword && identity.passwordVersion !== version) {
      throw new AuthError('token_revoked', 'the password changed since')
    }
    return { account, identity }
  }

  async function isConfirmed(account: Account): Promise<boolean> {
    const key = emailKeyOf(account)
    const identity = await store.findFlaskIdentity(account.id)
    return key !== undefined && identity?.confirmedEmail === key
  }

  return {
    find: async (uniquifier) => open(await store.findFlaskIdentityByUniquifier(uniquifier)),

    async findByToken(name) {
      const identity = await store.findFlaskIdentityByUniquifier(name)
      if (identity) return open(identity)
      const named = await store.findFlaskIdentityByTokenUniquifier(name)
      return open(named, { anyPassword: outlive })
    },

    async of({ id: accountId }) {
      const found = await store.findFlaskIdentity(accountId)
      const passwordVersion = await auth.accounts.passwordVersion(accountId)
      if (found?.passwordVersion === passwordVersion) return found
      const random = randomBytes(16).toString('hex')
      const uniquifier = generation.isFirst ? `${rowOf(found, accountId)}.${random}` : random
      const identity = {
        accountId,
        uniquifier,
        passwordVersion,
        tokensFrom: 0,
        // With the new version the old name would bring the old tokens back.
        ...(outlive && found?.tokenUniquifier !== undefined
          ? { tokenUniquifier: found.tokenUniquifier }
          : {}),
      }
      await store.putFlaskIdentity(identity)
      return identity
    },

    async tokenNameOf(identity) {
      if (!outlive || generation.isFirst) return identity.uniquifier
      if (identity.tokenUniquifier !== undefined) return identity.tokenUniquifier
      const tokenUniquifier = randomBytes(16).toString('hex')
      await store.putFlaskIdentity({ ...identity, tokenUniquifier })
      return tokenUniquifier
    },

    refuseEarlier: (identity, now) => store.putFlaskIdentity({ ...identity, tokensFrom: now }),

    isConfirmed,

    mustConfirm,

    maySignIn: async (account) => !mustConfirm || (await isConfirmed(account)),

    async confirm(account) {
      const key = emailKeyOf(account)
      if (key !== undefined) await store.confirmFlaskIdentity(account.id, key)
    },
  }
}

/** In 1.7 a token begins with the id of the row, which no change of the password changes. */
const rowOf = (found: FlaskIdentity | undefined, accountId: string): string =>
  found?.uniquifier.split('.')[0] ?? accountId
