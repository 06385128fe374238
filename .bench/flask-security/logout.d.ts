import type { Visit } from './visit.ts';
/** `/logout`: ends what the browser's session and the token belong to. */
export declare function logout(visit: Visit): Promise<Response>;
