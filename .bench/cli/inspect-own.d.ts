import type { Call } from './command.ts';
import { type Report, type Verdict } from './report.ts';
export declare const asksDatabase: ({ sources }: Call) => boolean;
/** What the server that works on the database would say to an access token from `iss`. */
export declare function verifyAccessToken(token: string, iss: unknown, { config }: Call): Promise<Verdict>;
export declare function inspectRefreshToken(token: string, call: Call): Promise<Report>;
