import type { NumericDate } from '../clock.ts'

/** How an account is named in what a Flask-Security application signs. */
export interface FlaskIdentity {
  readonly accountId: string
  /**
   * `fs_uniquifier` of its row there; of 1.7, the id of the row, a full stop and the MD5 of the password column.
   * With `SECRET_KEY` it makes tokens of the account: it is never logged.
   */
  readonly uniquifier: string
  /** The version of the password that it belongs to; with another one it names nobody. */
  readonly passwordVersion: number
  /** What was signed before this time and belongs to no session of ours is refused: somebody signed out with it. */
  readonly tokensFrom: NumericDate
  /** `fs_token_uniquifier`, by which tokens name the account where its row has one. */
  readonly tokenUniquifier?: string
  /** The key of the address that its owner has shown to read; another address of the account is not confirmed by it. */
  readonly confirmedEmail?: string
}

/** What `flask-security` needs stored. Every method is one atomic step. */
export interface FlaskIdentityStore {
  findFlaskIdentity(accountId: string): Promise<FlaskIdentity | undefined>
  findFlaskIdentityByUniquifier(uniquifier: string): Promise<FlaskIdentity | undefined>
  findFlaskIdentityByTokenUniquifier(tokenUniquifier: string): Promise<FlaskIdentity | undefined>
  /**
   * Puts it in the place of the one the account has, whose confirmed address stays.
   * @throws {AuthError} `account_exists` when a uniquifier is another account's.
   */
  putFlaskIdentity(identity: FlaskIdentity): Promise<void>
  /** Writes the confirmed address and nothing else, so that no sign-out at the same moment is undone. */
  confirmFlaskIdentity(accountId: string, confirmedEmail: string): Promise<void>
}
