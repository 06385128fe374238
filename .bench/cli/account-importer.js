import { newAccountRecord } from '../accounts/index.js';
import { importedRows } from '../defaults.js';
import { AuthError } from '../errors.js';
import { flaskSecurityHash, inspectHash } from '../passwords/index.js';
import { randomId } from '../random.js';
import { accountOf, readCells } from './account-cells.js';
import { PartlyDone, UsageError } from './failures.js';
import { RowProblem } from './row.js';
/** Makes accounts of rows. Stopped at any moment, it can begin again: what is there already stays as it is. */
export class AccountImporter {
    #options;
    /** The lines of the names that were met. */
    #lines = new Map();
    #rows = 0;
    constructor(options) {
        this.#options = options;
    }
    /** The outcomes, in the order of the rows. @throws {PartlyDone} for more rows than a file may have. */
    import(rows) {
        this.#rows += rows.length;
        if (this.#rows > importedRows) {
            throw new PartlyDone(`more than ${importedRows} rows: split the file`);
        }
        return Promise.all(rows.map((row) => this.#importRow(row)));
    }
    async #importRow(row) {
        const { line } = row;
        let candidate;
        try {
            if ('problem' in row)
                throw row.problem;
            candidate = this.#read(row);
            this.#refuseTwice(candidate, line);
        }
        catch (error) {
            return { kind: 'refused', line, problem: problemOf(error) };
        }
        return this.#put(candidate, line);
    }
    #read({ names, values }) {
        const { columns, now, fromFlaskSecurity } = this.#options;
        const cells = new Map();
        for (const [index, column] of columns.of(names).entries()) {
            if (column)
                cells.set(column, values[index]);
        }
        const origin = readCells(cells, now);
        const { username, email, passwordHash } = origin;
        if (username === undefined && email === undefined) {
            throw new RowProblem('username_invalid', 'no username and no email');
        }
        // What people sign in with is the address then; an account has a name all the same.
        const account = accountOf(origin, `user_${randomId()}`);
        const hash = passwordHash === undefined ? undefined : inspectHash(passwordHash);
        const stored = fromFlaskSecurity ? marked(passwordHash) : passwordHash;
        const record = { ...newAccountRecord(account, now, origin), passwordHash: stored };
        const said = new Set(cells.keys());
        // Of these an empty cell says nothing, and something was put in its place.
        const filled = { accountId: origin.id, username, createdAt: origin.createdAt };
        for (const [column, value] of Object.entries(filled)) {
            if (value === undefined)
                said.delete(column);
        }
        return { record, said, hash, uniquifier: origin.fsUniquifier };
    }
    #refuseTwice({ record, said }, line) {
        // No two kinds look alike: an address has an @, an id begins as no username may.
        const keys = new Map([[record.usernameKey, 'username']]);
        if (record.emailKey !== undefined)
            keys.set(record.emailKey, 'email');
        if (said.has('accountId'))
            keys.set(record.id, 'accountId');
        for (const [key, column] of keys) {
            const first = this.#lines.get(key);
            if (first === undefined)
                continue;
            throw new RowProblem('duplicate', `the ${column} of line ${first} again`);
        }
        for (const key of keys.keys())
            this.#lines.set(key, line);
    }
    async #put(candidate, line) {
        const { record, said, hash, uniquifier } = candidate;
        const { dryRun } = this.#options;
        const done = { ...(hash && { hash }), named: !said.has('username') };
        if (!dryRun && (await this.#insert(record))) {
            const problem = await this.#name(record, uniquifier);
            return problem ? { kind: 'different', line, problem } : { kind: 'imported', ...done };
        }
        const owners = await this.#owners(record, said);
        const [owner, ...others] = owners;
        if (!owner && dryRun)
            return { kind: 'imported', ...done };
        const differences = owner && others.length === 0
            ? compare(owner, record, said)
            : 'taken, and not by one account that would have all of its names';
        if (differences === '' && owner) {
            // A run that was killed may have stopped between the two.
            const problem = dryRun ? undefined : await this.#name(owner, uniquifier);
            return problem ? { kind: 'different', line, problem } : { kind: 'there', ...done };
        }
        return { kind: 'different', line, problem: new RowProblem('account_exists', differences) };
    }
    /** `false`: one of its names is taken. */
    async #insert(record) {
        try {
            await this.#options.store.insertAccount(record);
            return true;
        }
        catch (error) {
            if (error instanceof AuthError && error.code === 'account_exists')
                return false;
            throw error;
        }
    }
    /** Says how Flask-Security's tokens name the account, where nothing says so yet; what is wrong with that. */
    async #name({ id: accountId, passwordVersion }, uniquifier) {
        const { store } = this.#options;
        if (uniquifier === undefined || (await store.findFlaskIdentity(accountId)))
            return undefined;
        try {
            await store.putFlaskIdentity({ accountId, uniquifier, passwordVersion, tokensFrom: 0 });
            return undefined;
        }
        catch (error) {
            if (!(error instanceof AuthError))
                throw error;
            return new RowProblem(error.code, "fsUniquifier: another account's; this one was imported without");
        }
    }
    /** Whoever has one of its names. */
    async #owners(record, said) {
        const { store } = this.#options;
        const { id, usernameKey, emailKey } = record;
        const found = await Promise.all([
            said.has('accountId') ? store.findAccountById(id) : undefined,
            said.has('username') ? store.findAccountByUsername(usernameKey) : undefined,
            emailKey === undefined ? undefined : store.findAccountByEmail(emailKey),
        ]);
        const owners = found.filter((owner) => owner !== undefined);
        return [...new Map(owners.map((owner) => [owner.id, owner])).values()];
    }
}
/** Once, also where it comes back from an export. */
const marked = (hash) => hash === undefined || hash.startsWith(flaskSecurityHash('')) ? hash : flaskSecurityHash(hash);
/** In what the account differs from what the row says; '' in nothing. Hashes are replaced at sign-in, so they may differ. */
function compare(there, row, said) {
    const saysOff = said.has('disabledAt') || said.has('disabled') || said.has('active');
    const differences = [
        said.has('accountId') && there.id !== row.id && 'accountId',
        said.has('username') && there.username !== row.username && 'username',
        said.has('email') && there.email !== row.email && 'email',
        said.has('roles') && !isSameSet(there.roles, row.roles) && 'roles',
        said.has('scopes') && !isSameSet(there.scopes, row.scopes) && 'scopes',
        said.has('createdAt') && there.createdAt !== row.createdAt && 'createdAt',
        saysOff && isOff(there) !== isOff(row) && 'disabled',
    ].filter((name) => name !== false);
    return differences.length === 0 ? '' : `there already with another ${differences.join(', ')}`;
}
const isOff = ({ disabledAt }) => disabledAt !== undefined;
const isSameSet = (a, b) => new Set(a).symmetricDifference(new Set(b)).size === 0;
/** @throws what no row can be the reason of. */
function problemOf(error) {
    if (error instanceof RowProblem)
        return error;
    // What is asked of the header of a CSV file, and what is no way to call newAccountRecord.
    if (error instanceof UsageError || error instanceof TypeError) {
        return new RowProblem('invalid_cell', error.message);
    }
    if (!(error instanceof AuthError))
        throw error;
    if (error.code !== 'hash_unsupported')
        return new RowProblem(error.code, error.message);
    return new RowProblem(error.code, 'passwordHash: no hash we know; plain passwords are not taken');
}
