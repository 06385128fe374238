import type { Visit } from './visit.ts';
/** `/change`. Ends every other session of the account, and the tokens of all of them. */
export declare function change(visit: Visit): Promise<Response>;
