import type { OpenStore } from './fixtures.ts';
export declare function sweepContract(open: OpenStore): void;
