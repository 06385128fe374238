import { randomBytes } from 'node:crypto'
import type { Account, FlaskIdentity } from '../accounts/index.ts'
import type { Auth } from '../auth/index.ts'
import { AuthError } from '../errors.ts'
import type { Generation } from './generations.ts'
import type { FlaskSecurityOptions } from './options.ts'

/** An account that Flask's tokens may name. */
export interface NamedAccount {
  readonly account: Account
  readonly identity: FlaskIdentity
}

/** Which account a uniquifier names, and by which uniquifier an account is named. */
export interface Identities {
  /** @throws {AuthError} `account_unknown` or `account_disabled`. */
  find(uniquifier: string): Promise<NamedAccount>
  /** The one it has or, where its password changed since it got that, a new one. */
  of(account: Account): Promise<FlaskIdentity>
  /** From now on refuses what was signed before and belongs to no session. */
  refuseEarlier(identity: FlaskIdentity, now: number): Promise<void>
}

export function createIdentities(
  auth: Auth,
  { store }: Pick<FlaskSecurityOptions, 'store'>,
  generation: Generation,
): Identities {
  return {
    async find(uniquifier) {
      const identity = await store.findFlaskIdentityByUniquifier(uniquifier)
      const account = identity && (await auth.accounts.find(identity.accountId))
      if (!account) throw new AuthError('account_unknown', 'the uniquifier is that of no account')
      if (account.disabledAt !== undefined) {
        throw new AuthError('account_disabled', 'the account is disabled')
      }
      if (identity.passwordVersion !== (await auth.accounts.passwordVersion(account.id))) {
        throw new AuthError('token_revoked', 'the password changed since')
      }
      return { account, identity }
    },

    async of({ id: accountId }) {
      const found = await store.findFlaskIdentity(accountId)
      const passwordVersion = await auth.accounts.passwordVersion(accountId)
      if (found?.passwordVersion === passwordVersion) return found
      const random = randomBytes(16).toString('hex')
      const uniquifier = generation.isFirst ? `${rowOf(found, accountId)}.${random}` : random
      const identity = { accountId, uniquifier, passwordVersion, tokensFrom: 0 }
      await store.putFlaskIdentity(identity)
      return identity
    },

    refuseEarlier: (identity, now) => store.putFlaskIdentity({ ...identity, tokensFrom: now }),
  }
}

/** In 1.7 a token begins with the id of the row, which no change of the password changes. */
const rowOf = (found: FlaskIdentity | undefined, accountId: string): string =>
  found?.uniquifier.split('.')[0] ?? accountId
