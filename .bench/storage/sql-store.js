import { sqlAccounts } from './sql-accounts.js';
import { sqlBudgets } from './sql-budgets.js';
import { createCompiler } from './sql-compiler.js';
import { sqlFlaskIdentities } from './sql-flask-identities.js';
import { sqlKeys } from './sql-keys.js';
import { sqlRevocations } from './sql-revocations.js';
import { sqlSessions } from './sql-sessions.js';
import { sqlSweep } from './sql-sweep.js';
import { sqlVerifiers } from './sql-verifiers.js';
// The door for drivers, apart from index.ts so that whoever needs no SQL does not load its compiler.
export { migrate } from './migrate.js';
/** Every query of the store, run by `driver`; the rest of the store is the database's own. */
export function createSqlStore(driver) {
    const db = createCompiler();
    return {
        ...sqlAccounts(driver, db),
        ...sqlBudgets(driver, db),
        ...sqlFlaskIdentities(driver, db),
        ...sqlKeys(driver, db),
        ...sqlRevocations(driver, db),
        ...sqlSessions(driver, db),
        ...sqlSweep(driver, db),
        ...sqlVerifiers(driver, db),
    };
}
