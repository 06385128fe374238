import { type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
/** What every answer carries; the handler's own headers win where it sets them. */
export declare const securityHeaders: Readonly<Record<string, string>>;
/** Answers and closes: nobody knows whether what follows on the connection is a request (T12). */
export declare function sendProblem(response: ServerResponse, status: number, detail: string): void;
/** The same for a connection on which there is no request to answer. */
export declare function endWithProblem(socket: Duplex, status: number, detail: string): void;
