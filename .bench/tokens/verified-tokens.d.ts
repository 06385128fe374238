export interface VerifiedTokensOptions {
    /** Tokens remembered at most. Default: 100,000. */
    readonly maxEntries?: number;
    /** Bytes they may take, by estimate. Default: 64 MiB. */
    readonly maxBytes?: number;
}
/** What is kept of a verified token. */
export interface VerifiedToken {
    /** Seconds since the epoch: from then on it is worth nothing. */
    readonly expiresAt: number;
}
/**
 * Tokens that were found good, and what was found. Refusals are never kept: there is no end of them.
 *
 * The key is the whole text of the token. A `Map` compares the texts themselves and not their hashes,
 * so that two tokens can never share an entry, and nobody can put another key in
 * (GHSA-rp9m-7r4c-75qg was a key of the caller's making that two tokens shared).
 *
 * A token is on trial until it is seen a second time, and then it is kept. Room is made among those
 * on trial as long as they fill more than a tenth, so that a flood of tokens that come once passes
 * through without pushing out those in use. Among the kept it is made by the clock algorithm: the
 * oldest goes, unless it was used since it was last looked at.
 */
export declare class VerifiedTokens<Entry extends VerifiedToken> {
    #private;
    constructor(options?: VerifiedTokensOptions);
    get size(): number;
    /** An estimate. */
    get bytes(): number;
    find(token: string): Entry | undefined;
    add(token: string, entry: Entry, now: number): void;
    delete(token: string): void;
}
