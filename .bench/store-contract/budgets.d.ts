import type { OpenStore } from './fixtures.ts';
export declare function budgetContract(open: OpenStore): void;
