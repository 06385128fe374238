import type { FlaskIdentityStore } from '../accounts/index.ts';
import type { MemoryState } from './memory-state.ts';
export declare const memoryFlaskIdentities: (state: MemoryState) => FlaskIdentityStore;
