import type { VerifierStore } from '../verifiers/index.ts';
import type { MemoryState } from './memory-state.ts';
export declare const memoryVerifiers: (state: MemoryState) => VerifierStore;
