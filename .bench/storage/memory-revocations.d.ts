import type { RevocationStore } from '../tokens/index.ts';
import type { MemoryState } from './memory-state.ts';
export declare const memoryRevocations: (state: MemoryState) => RevocationStore;
