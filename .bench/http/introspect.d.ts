import type { Route } from './route.ts';
export declare const introspection: Route;
