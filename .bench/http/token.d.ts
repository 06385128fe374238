import type { Route } from './route.ts';
export declare const token: Route;
