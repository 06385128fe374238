import type { Visit } from './visit.ts';
/** `/login`. */
export declare function login(visit: Visit): Promise<Response>;
export declare function isEmail(text: string): boolean;
