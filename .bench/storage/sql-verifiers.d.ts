import type { VerifierStore } from '../verifiers/index.ts';
import type { Compiler } from './sql-compiler.ts';
import type { SqlDriver } from './sql-driver.ts';
export declare function sqlVerifiers(driver: SqlDriver, db: Compiler): VerifierStore;
