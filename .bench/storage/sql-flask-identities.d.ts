import type { FlaskIdentityStore } from '../accounts/index.ts';
import type { Compiler } from './sql-compiler.ts';
import type { SqlDriver } from './sql-driver.ts';
export declare function sqlFlaskIdentities(driver: SqlDriver, db: Compiler): FlaskIdentityStore;
