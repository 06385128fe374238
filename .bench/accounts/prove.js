import { AuthError } from '../errors.js';
import { networkOf, unknownNetwork } from './network.js';
/** Whether an account owns the name is not to be seen from outside: whatever is asked of an account is asked of this one otherwise. */
const nobody = `acc_${'A'.repeat(22)}`;
/**
 * The one place where a password is held against an account: allowances first, all at once and
 * before any hash (L17), then the hash, then what may be told to somebody who knows the password (L02).
 *
 * @throws {AuthError} `rate_limited`, `account_unknown`, `password_mismatch`, `account_disabled`,
 * `password_too_long`, `overloaded` or a `hash_…` code.
 */
export function createProver({ passwords, limiter, knownNetwork }) {
    return async ({ record, kind, key, password, signal, ...claim }) => {
        const network = networkOf(claim.network);
        // Where addresses are not known, everybody comes from the network of the owner.
        const familiar = network !== unknownNetwork && (await knownNetwork(record?.id ?? nobody, network));
        const known = familiar && record !== undefined;
        const spending = await limiter.spend({ key, kind, network, known });
        const options = signal ? { signal } : {};
        const verdict = passwords.verify(record?.passwordHash, password, options);
        const { needsRehash } = await verdict.catch(async (error) => {
            if (!isVerdict(error))
                await spending.undo();
            if (!record && error instanceof AuthError && error.code === 'password_mismatch') {
                throw new AuthError('account_unknown', 'there is no such account', { cause: error });
            }
            throw error;
        });
        if (!record)
            throw new TypeError('passwords: verify must throw where there is no hash');
        if (record.disabledAt !== undefined) {
            throw new AuthError('account_disabled', 'the account is disabled');
        }
        // Nobody waits for it: it is written together with the session. If it is lost, that is one guess less.
        void spending.forgive().catch(() => { });
        return { record, needsRehash };
    };
}
/** Whether the password was looked at; everything else is no guess. */
const isVerdict = (error) => error instanceof AuthError &&
    error.code !== 'overloaded' &&
    error.code !== 'password_too_long' &&
    error.code !== 'storage_unavailable';
