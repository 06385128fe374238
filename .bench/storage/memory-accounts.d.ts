import type { AccountStore } from '../accounts/index.ts';
import type { MemoryState } from './memory-state.ts';
export declare const memoryAccounts: (state: MemoryState) => AccountStore;
