import type { Store } from './store.ts';
/**
 * A store in this process's memory: complete, and gone when the process ends. For tests and trials;
 * it passes the same contract as the durable ones.
 *
 * @example
 * const auth = await createAuth({ issuer, audience, store: memory(), secret })
 */
export declare function memory(): Store;
