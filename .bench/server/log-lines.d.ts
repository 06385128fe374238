import type { AuthEvent } from '../events.ts';
import type { Exchange } from './front.ts';
import type { Log } from './log.ts';
/** One line per request: no path, query, header or name of the client's, and its network for an address. */
export declare function logExchange(log: Log, exchange: Exchange): void;
/** What concerns an account or the storage; refusals are in the line of their request. */
export declare function logEvent(log: Log, { type, ...event }: AuthEvent): void;
