import type { SqlDriver } from './sql-driver.ts';
/**
 * Applies `migrations/<folder>/*.sql` in order, once each, all that are missing in one transaction.
 *
 * A database of a newer release is accepted while its migrations say that this release still runs on
 * them, so that one release back always works; any other is refused untouched.
 */
export declare function migrate(driver: SqlDriver, folder: string): Promise<void>;
