import type { OpenStore } from './fixtures.ts';
export declare function verifierContract(open: OpenStore): void;
