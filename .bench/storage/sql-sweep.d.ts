import type { Compiler } from './sql-compiler.ts';
import type { SqlDriver } from './sql-driver.ts';
import type { Store } from './store.ts';
export declare function sqlSweep(driver: SqlDriver, db: Compiler): Pick<Store, 'sweep'>;
