import type { BudgetStore } from '../accounts/index.ts';
import type { MemoryState } from './memory-state.ts';
export declare const memoryBudgets: (state: MemoryState) => BudgetStore;
