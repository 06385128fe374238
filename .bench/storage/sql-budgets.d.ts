import type { BudgetStore } from '../accounts/index.ts';
import type { Compiler } from './sql-compiler.ts';
import type { SqlDriver } from './sql-driver.ts';
export declare function sqlBudgets(driver: SqlDriver, db: Compiler): BudgetStore;
