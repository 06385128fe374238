import type { Route } from './route.ts';
/** What stands at a path: its routes by method, and the `{id}` in it. */
export interface Match {
    readonly path: string;
    readonly methods: ReadonlyMap<string, Route>;
    readonly id: string;
    /** For `Allow`. */
    readonly allow: string;
}
export type Router = (pathname: string) => Match | undefined;
/**
 * Finds routes by path, to the letter: no decoding, no case folding, no trailing slash. A path that can
 * be written in two ways can be let through in one and guarded in the other (H22).
 */
export declare function createRouter(routes: readonly Route[]): Router;
