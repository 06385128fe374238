import type { NumericDate } from '../clock.ts';
import type { MemoryState } from './memory-state.ts';
/** Deletes up to `limit` sessions, revocations and budgets each that no longer mean anything. */
export declare function sweepMemory(state: MemoryState, now: NumericDate, limit: number): number;
