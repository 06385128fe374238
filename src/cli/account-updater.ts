import type { AccountChanges, AccountRecord, FlaskIdentity } from '../accounts/index.ts'
import { clockTolerance, maxAccessTokenLifetime } from '../defaults.ts'
import { flaskSecurityHash } from '../passwords/index.ts'
import type { Store } from '../storage/index.ts'
import { isOff, isSameSet, saysOff } from './account-candidate.ts'
import type { Candidate } from './account-candidate.ts'
import { RowProblem } from './row.ts'

/** Of the servers on the database nothing is known: no token of theirs lives longer. */
const revocationLifetime = maxAccessTokenLifetime + 2 * clockTolerance

export interface UpdaterOptions {
  readonly store: Pick<
    Store,
    | 'disableAccount'
    | 'enableAccount'
    | 'findFlaskIdentity'
    | 'putFlaskIdentity'
    | 'updateAccount'
    | 'updatePassword'
  >
  /** Seconds since 1970. */
  readonly now: number
  /** Whether to look only. */
  readonly dryRun: boolean
}

/**
 * Takes over what changed in a Flask-Security application after its users were imported. Each change of a password there comes with
 * another uniquifier, so that a row which names the one before it can only be put in the place of what it has seen: an older row
 * finds another uniquifier, a password that changed here another version, and both are left as they are.
 */
export class AccountUpdater {
  readonly #options: UpdaterOptions

  constructor(options: UpdaterOptions) {
    this.#options = options
  }

  /** Whether anything was changed. @throws {RowProblem} where the account is no longer what the row has seen. */
  async update(owner: AccountRecord, candidate: Candidate): Promise<boolean> {
    const there = await this.#options.store.findFlaskIdentity(owner.id)
    const { identity, previous } = candidate
    // None yet: it is being imported, by the row that this one comes after. Without a hash from there it is an account of ours.
    const isImported = owner.passwordHash?.startsWith(flaskSecurityHash('')) ?? false
    const isKnown = there ? there.uniquifier === previous : isImported
    const isNewer = isKnown && identity?.uniquifier !== previous
    if (!isNewer && there?.uniquifier !== identity?.uniquifier) throw moved()
    const renamed = identity !== undefined && isNewer
    if (renamed) await this.#takePassword(owner, candidate.record, { there, identity })
    const switched = saysOff(candidate) && isOff(owner) !== isOff(candidate.record)
    if (switched) await this.#switch(owner.id, candidate.record)
    const changes = changesOf(owner, candidate)
    const isOther = Object.keys(changes).length > 0
    if (isOther && !this.#options.dryRun) await this.#options.store.updateAccount(owner.id, changes)
    return renamed || switched || isOther
  }

  async #takePassword(
    owner: AccountRecord,
    { passwordHash }: AccountRecord,
    {
      there,
      identity,
    }: { readonly there: FlaskIdentity | undefined; readonly identity: FlaskIdentity },
  ): Promise<void> {
    const { store, now, dryRun } = this.#options
    const { id: accountId, passwordVersion } = owner
    // The same hash: a run that was killed may have stopped before the name.
    const isSame = owner.passwordHash === passwordHash
    const knownVersion = there?.passwordVersion ?? 1
    if (!isSame && knownVersion !== passwordVersion) throw moved()
    if (passwordHash === undefined) {
      throw new RowProblem('invalid_cell', 'passwordHash: expected a hash where a password changed')
    }
    if (dryRun) return
    if (!isSame) {
      const revokeUntil = now + revocationLifetime
      const to = { accountId, passwordHash, passwordVersion, exceptSession: undefined }
      if (!(await store.updatePassword({ ...to, now, revokeUntil }))) throw moved()
    }
    const version = isSame ? passwordVersion : passwordVersion + 1
    await store.putFlaskIdentity({ ...identity, accountId, passwordVersion: version })
  }

  async #switch(accountId: string, record: AccountRecord): Promise<void> {
    const { store, now, dryRun } = this.#options
    if (dryRun) return
    const revokeUntil = now + revocationLifetime
    if (isOff(record)) await store.disableAccount({ accountId, now, revokeUntil })
    else await store.enableAccount(accountId)
  }
}

function changesOf(owner: AccountRecord, { record, said }: Candidate): AccountChanges {
  const { email, emailKey, roles } = record
  const hasOther = said.has('roles') && !isSameSet(owner.roles, roles)
  return {
    ...(hasOther && { roles }),
    ...(email !== undefined &&
      emailKey !== undefined &&
      emailKey !== owner.emailKey && { email, emailKey }),
  }
}

const moved = (): RowProblem =>
  new RowProblem('account_changed', 'changed since the row was written; it stays as it is here')
