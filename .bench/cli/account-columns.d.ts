/** What a column may say about an account. `export accounts` writes the first eight. */
export type Column = (typeof exportedColumns)[number] | 'disabled' | 'active' | 'fsUniquifier';
export declare const exportedColumns: readonly ['accountId', 'username', 'email', 'passwordHash', 'roles', 'scopes', 'createdAt', 'disabledAt'];
/** Which column of a file says what. */
export declare class AccountColumns {
    #private;
    /** `maps` are `theirs=ours`. @throws {UsageError} */
    constructor(maps: readonly string[]);
    /** The first names that say nothing we keep. */
    get ignored(): readonly string[];
    /** @throws {UsageError} where two say the same, or none says who somebody is. */
    of(names: readonly string[]): readonly (Column | undefined)[];
}
