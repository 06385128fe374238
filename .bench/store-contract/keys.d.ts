import type { OpenStore } from './fixtures.ts';
export declare function keyContract(open: OpenStore): void;
