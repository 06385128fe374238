import type { OpenStore } from './fixtures.ts';
export declare function passwordContract(open: OpenStore): void;
