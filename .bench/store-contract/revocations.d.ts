import type { OpenStore } from './fixtures.ts';
export declare function revocationContract(open: OpenStore): void;
