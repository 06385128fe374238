import type { OpenStore } from './fixtures.ts';
export declare function sessionEndContract(open: OpenStore): void;
