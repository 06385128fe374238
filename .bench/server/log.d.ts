import type { Writable } from 'node:stream';
/** From the least to the most important; `silent` writes nothing. */
export declare const logLevels: readonly ['debug', 'info', 'warn', 'error', 'silent'];
export type LogLevel = (typeof logLevels)[number];
/** What a line holds: `event` names it, the rest is identifiers, numbers and reasons. */
export interface LogLine {
    readonly event: string;
    readonly [field: string]: unknown;
}
/** One JSON line per event. None ever holds a token, a secret, a hash, a password or an e-mail address. */
export interface Log {
    info(line: LogLine): void;
    warn(line: LogLine): void;
    error(line: LogLine): void;
    /** Lines for people, as they are, after the JSON lines written so far. */
    print(text: string): void;
    /** Lines that nobody read in time. */
    readonly dropped: number;
}
/**
 * A log on standard output, or on another stream.
 *
 * A reader that stops reading costs lines, never an answer: Node writes to pipes in the background,
 * and what waits for the reader is bounded.
 */
export declare function createLog(options?: {
    readonly level?: LogLevel;
    readonly output?: Writable;
}): Log;
