import { decoysKept } from '../defaults.js';
/**
 * One decoy for every kind of hash that was met. A wrong password pays for its own kind and for all
 * the others, so that imported hashes and accounts that do not exist are refused after the same time (L01, L03).
 */
export class Decoys {
    #works = new Map();
    constructor(first) {
        this.#works.set(first.kind, first);
    }
    /** Has every wrong password pay for this kind from now on; at the bound the cheapest is forgotten. */
    remember(work) {
        if (this.#works.has(work.kind))
            return;
        this.#works.set(work.kind, work);
        if (this.#works.size <= decoysKept)
            return;
        const [cheapest] = [...this.#works.values()].toSorted((a, b) => a.cost - b.cost);
        if (cheapest)
            this.#works.delete(cheapest.kind);
    }
    /** Spends what a wrong password has not paid for yet. */
    async spend(spellings, paid) {
        for (const work of [...this.#works.values()].filter(({ kind }) => kind !== paid?.kind)) {
            for (const spelling of spellings)
                await work.spend(spelling);
        }
    }
}
