import type { SessionStore } from '../sessions/index.ts';
import type { MemoryState } from './memory-state.ts';
export declare const memorySessions: (state: MemoryState) => SessionStore;
