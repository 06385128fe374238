import type { Visit } from './visit.ts';
/** `/register`. */
export declare function register(visit: Visit): Promise<Response>;
