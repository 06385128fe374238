import type { SqlDriver } from './sql-driver.ts';
import type { Store } from './store.ts';
export { migrate } from './migrate.ts';
export type { RowsOf, SqlDriver, SqlValue, Statement, WriteOptions, WriteResult, } from './sql-driver.ts';
/** What only the database itself can do. */
type DriversOwn = 'migrate' | 'ping' | 'localSecret' | 'close';
/** Every query of the store, run by `driver`; the rest of the store is the database's own. */
export declare function createSqlStore(driver: SqlDriver): Omit<Store, DriversOwn>;
