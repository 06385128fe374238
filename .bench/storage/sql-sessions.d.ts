import type { SessionStore } from '../sessions/index.ts';
import type { Compiler } from './sql-compiler.ts';
import type { SqlDriver } from './sql-driver.ts';
export declare function sqlSessions(driver: SqlDriver, db: Compiler): SessionStore;
