import type { Route } from './route.ts';
/** The policy of the page: its own style, and nothing else at all. */
export declare const docsPolicy: string;
/** The table of routes as a page to read. */
export declare const docsPage: (routes: readonly Route[]) => string;
