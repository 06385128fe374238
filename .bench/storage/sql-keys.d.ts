import type { KeyStore } from '../keys/index.ts';
import type { Compiler } from './sql-compiler.ts';
import type { SqlDriver } from './sql-driver.ts';
export declare function sqlKeys(driver: SqlDriver, db: Compiler): KeyStore;
