import type { Route } from './route.ts';
export declare const showMe: Route;
export declare const changeMe: Route;
