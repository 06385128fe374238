import type { Route } from './route.ts';
/** Every endpoint. What is matched, allowed, documented and described comes from here. */
export declare const routes: readonly Route[];
