import type { OpenStore } from './fixtures.ts';
export declare function accountContract(open: OpenStore): void;
