import { systemClock } from '../clock.ts'
import { accountPage } from '../defaults.ts'
import { AuthError } from '../errors.ts'
import type { Account, AccountRecord } from './account.ts'
import { grants, newAccountRecord, toAccount } from './account-record.ts'
import type { AccountChanges, AccountStore } from './account-store.ts'
import type { Accounts, AccountsOptions, AccountUpdate } from './accounts.ts'
import { emailKeyOf, parseEmail } from './email.ts'
import { createProver } from './prove.ts'
import { createLimiter, unlimited } from './sign-in-limits.ts'
import { parseUsername, usernameKeyOf } from './username.ts'

/**
 * The accounts in a store.
 *
 * @example
 * const accounts = createAccounts({ store: memory(), passwords: createPasswords(), revocationLifetime: 660 })
 * await accounts.register({ username: 'lorenzo', password: 'four words of no song' })
 * const { account } = await accounts.authenticate({ username: 'Lorenzo', password: 'four words of no song' })
 */
export function createAccounts(options: AccountsOptions): Accounts {
  const { store, passwords, clock = systemClock, publish = () => {}, limits = {} } = options
  const { revocationLifetime, limitsSecret: secret = new Uint8Array(32) } = options
  const { knownNetwork = async () => false } = options
  const limiter = limits === false ? unlimited : createLimiter({ store, clock, limits, secret })
  const prove = createProver({ passwords, limiter, knownNetwork })
  const revocation = (): { now: number; revokeUntil: number } => {
    const now = clock()
    return { now, revokeUntil: now + revocationLifetime }
  }
  const hashChosen = (password: string, owner: Pick<Account, 'username' | 'email'>) => {
    passwords.check(password, ownerOf(owner))
    return passwords.hash(password)
  }
  const findRecord = async (id: string): Promise<AccountRecord> =>
    (await store.findAccountById(id)) ?? unknownAccount()

  return {
    async register(account) {
      const { password, passwordHash: imported } = account
      if (password !== undefined && imported !== undefined) {
        throw new TypeError('register: expected a password or a passwordHash, not both')
      }
      const record = newAccountRecord(account, clock())
      if (imported !== undefined) passwords.inspect(imported)
      const chosen = password === undefined ? undefined : await hashChosen(password, record)
      const complete: AccountRecord = { ...record, passwordHash: chosen ?? imported }
      await store.insertAccount(complete)
      return toAccount(complete)
    },

    async authenticate({ username, email, password }, { network, signal } = {}) {
      if ((username === undefined) === (email === undefined)) {
        throw new AuthError('credentials_malformed', 'expected a username or an e-mail address')
      }
      passwords.admit()
      const kind = username === undefined ? 'email' : 'username'
      const key = username === undefined ? emailKeyOf(email ?? '') : usernameKeyOf(username)
      const found = await findByKey(store, kind, key)
      const claim = { record: found, kind, key, password, network, signal } as const
      const { record, needsRehash } = await prove(claim)
      if (needsRehash) await upgradeHash(record, password)
      return { account: toAccount(record), passwordVersion: record.passwordVersion }
    },

    find: async (id) => optional(await store.findAccountById(id)),
    findByUsername: async (username) =>
      optional(await findByKey(store, 'username', usernameKeyOf(username))),
    findByEmail: async (email) => optional(await findByKey(store, 'email', emailKeyOf(email))),

    passwordVersion: async (id) => (await findRecord(id)).passwordVersion,

    async list({ after = '', limit = accountPage.default } = {}) {
      if (!Number.isSafeInteger(limit) || limit < 1 || limit > accountPage.max) {
        throw new RangeError('limit: expected a whole number from 1 to 1,000')
      }
      return (await store.listAccounts({ after, limit })).map(toAccount)
    },

    async update(id, changes, { counted = false } = {}) {
      const isNamed = changes.username !== undefined || typeof changes.email === 'string'
      if (counted && isNamed) await limiter.spendName(id)
      const updated = await store.updateAccount(id, parseChanges(changes))
      return toAccount(updated ?? unknownAccount())
    },

    async changePassword(id, { current, next, exceptSession, network, signal }) {
      const record = await findRecord(id)
      passwords.check(next, ownerOf(record))
      if (next === current) {
        throw new AuthError('password_common', 'the new password is the current one')
      }
      const name = { kind: 'username', key: record.usernameKey } as const
      await prove({ record, ...name, password: current, network, signal })
      const revocations = await store.updatePassword({
        accountId: id,
        passwordHash: await passwords.hash(next),
        passwordVersion: record.passwordVersion,
        exceptSession,
        ...revocation(),
      })
      if (!revocations) throw changedMeanwhile()
      publish(revocations, 'password_changed')
    },

    async setPassword(id, next, { passwordVersion } = {}) {
      const passwordHash = await hashChosen(next, await findRecord(id))
      const proved = { passwordVersion, exceptSession: undefined }
      const change = { accountId: id, passwordHash, ...proved, ...revocation() }
      const revocations = await store.updatePassword(change)
      if (!revocations && passwordVersion !== undefined) throw changedMeanwhile()
      publish(revocations ?? unknownAccount(), 'password_changed')
    },

    async disable(id) {
      const change = { accountId: id, ...revocation() }
      publish((await store.disableAccount(change)) ?? unknownAccount(), 'account_disabled')
    },

    async enable(id) {
      if (!(await store.enableAccount(id))) unknownAccount()
    },
  }

  async function upgradeHash(record: AccountRecord, password: string): Promise<void> {
    const { id: accountId, passwordHash: from } = record
    if (from === undefined) return
    try {
      // Compared and swapped: a password that is changed meanwhile stays changed (L29).
      await store.upgradePasswordHash({ accountId, from, to: await passwords.hash(password) })
    } catch (error) {
      // Too busy, or a password that could not be set here: the old hash does until the next time.
      if (!(error instanceof AuthError)) throw error
    }
  }
}

async function findByKey(
  store: AccountStore,
  kind: 'username' | 'email',
  key: string | undefined,
): Promise<AccountRecord | undefined> {
  if (key === undefined) return undefined
  return kind === 'username' ? store.findAccountByUsername(key) : store.findAccountByEmail(key)
}

function parseChanges({ username, email, roles, scopes }: AccountUpdate): AccountChanges {
  const name = username === undefined ? undefined : parseUsername(username)
  const address = email === undefined || email === null ? undefined : parseEmail(email)
  return {
    ...(name && { username: name.text, usernameKey: name.key }),
    ...(email === null && { email: null, emailKey: null }),
    ...(address && { email: address.text, emailKey: address.key }),
    ...(roles && { roles: grants(roles, 'roles') }),
    ...(scopes && { scopes: grants(scopes, 'scopes') }),
  }
}

const optional = (record: AccountRecord | undefined): Account | undefined =>
  record && toAccount(record)

const ownerOf = ({ username, email }: Pick<Account, 'username' | 'email'>) => ({
  username,
  ...(email !== undefined && { email }),
})

const changedMeanwhile = (): AuthError =>
  new AuthError('password_mismatch', 'the password changed meanwhile')

function unknownAccount(): never {
  throw new AuthError('account_unknown', 'there is no such account')
}
