/**
 * What lists of leaked passwords are mostly made of, in lower case: the most frequent whole passwords, and the words
 * that are dressed with digits and signs to make the rest. `guessable.ts` says how they are used. A table.
 */
export declare const commonWords: ReadonlySet<string>;
