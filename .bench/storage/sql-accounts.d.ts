import type { AccountStore } from '../accounts/index.ts';
import type { Compiler } from './sql-compiler.ts';
import type { SqlDriver } from './sql-driver.ts';
export declare function sqlAccounts(driver: SqlDriver, db: Compiler): AccountStore;
