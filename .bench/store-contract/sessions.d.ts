import type { OpenStore } from './fixtures.ts';
export declare function sessionContract(open: OpenStore): void;
