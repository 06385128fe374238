import type { Route } from './route.ts';
/** The endpoints that describe the endpoints; asked for their table when they are first used. */
export declare function documentation(routes: () => readonly Route[]): readonly Route[];
