import type { NumericDate } from '../clock.ts';
/** How an account is named in what a Flask-Security application signs. */
export interface FlaskIdentity {
    readonly accountId: string;
    /**
     * `fs_uniquifier` of its row there; of 1.7, the id of the row, a full stop and the MD5 of the password column.
     * With `SECRET_KEY` it makes tokens of the account: it is never logged.
     */
    readonly uniquifier: string;
    /** The version of the password that it belongs to; with another one it names nobody. */
    readonly passwordVersion: number;
    /** What was signed before this time and belongs to no session of ours is refused: somebody signed out with it. */
    readonly tokensFrom: NumericDate;
}
/** What `flask-security` needs stored. Every method is one atomic step. */
export interface FlaskIdentityStore {
    findFlaskIdentity(accountId: string): Promise<FlaskIdentity | undefined>;
    findFlaskIdentityByUniquifier(uniquifier: string): Promise<FlaskIdentity | undefined>;
    /**
     * Puts it in the place of the one the account has.
     * @throws {AuthError} `account_exists` when the uniquifier is another account's.
     */
    putFlaskIdentity(identity: FlaskIdentity): Promise<void>;
}
