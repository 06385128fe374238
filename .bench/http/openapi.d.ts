import type { Route } from './route.ts';
/** The OpenAPI 3.1 document of a table of routes. Its schemas are JSON Schema 2020-12, as zod writes it. */
export declare function openApi(routes: readonly Route[]): object;
