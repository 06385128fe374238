import type { Work } from './scheme.ts';
/**
 * One decoy for every kind of hash that was met. A wrong password pays for its own kind and for all
 * the others, so that imported hashes and accounts that do not exist are refused after the same time (L01, L03).
 */
export declare class Decoys {
    #private;
    constructor(first: Work);
    /** Has every wrong password pay for this kind from now on; at the bound the cheapest is forgotten. */
    remember(work: Work): void;
    /** Spends what a wrong password has not paid for yet. */
    spend(spellings: readonly Uint8Array[], paid: Work | undefined): Promise<void>;
}
