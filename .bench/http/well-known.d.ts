import type { Route } from './route.ts';
export declare const jwks: Route;
export declare const healthz: Route;
export declare const readyz: Route;
