import type { OpenStore } from './fixtures.ts';
export declare function flaskIdentityContract(open: OpenStore): void;
