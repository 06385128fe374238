import type { OpenStore } from './fixtures.ts';
export type { OpenStore } from './fixtures.ts';
/**
 * The contract of a store as suites of `node:test`: what every method does, and what has to hold when
 * many of them run at once. Call it in a test file of your own store.
 *
 * `open` is called often; each time it returns an empty store that nothing else uses, on which the
 * suite calls `migrate()` and in the end `close()`.
 *
 * @example
 * import { storeContract } from 'latchkey/store-contract'
 * storeContract('memory', async () => memory())
 */
export declare function storeContract(name: string, open: OpenStore): void;
