/**
 * Does a part of the work under a name such as `store.rotateSession`, so that somebody can know how long it took
 * and how it ended. Gives what `work` gives, and throws what it throws.
 */
export type Trace = <Result>(part: string, work: () => Promise<Result>) => Promise<Result>
