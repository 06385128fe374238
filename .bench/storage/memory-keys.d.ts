import type { KeyStore } from '../keys/index.ts';
import type { MemoryState } from './memory-state.ts';
export declare const memoryKeys: (state: MemoryState) => KeyStore;
