import type { Route } from './route.ts';
export declare const listSessions: Route;
export declare const endSession: Route;
