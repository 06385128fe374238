import type { OpenStore } from './fixtures.ts';
export declare function raceContract(open: OpenStore): void;
