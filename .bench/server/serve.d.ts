import type { ConnectionLimits } from './connections.ts';
import { type Log } from './log.ts';
import type { Config } from './settings.ts';
/** The settings of `docs/configuration.md`, in values; what is absent has its default there. */
export interface ServeOptions extends Partial<Config> {
    /** Default: JSON lines on standard output. */
    readonly log?: Log;
    /** How long and how much a client may take. */
    readonly limits?: ConnectionLimits;
    /** Told when the database cannot be trusted any more; the process has to end. Default: throws outside of any request. */
    readonly onFatal?: (error: unknown) => void;
}
/** A server that answers. */
export interface Server {
    /** Where it listens. */
    readonly url: string;
    /** Stops accepting, lets requests under way finish for up to 10 seconds, closes the database. */
    close(): Promise<void>;
}
/**
 * Runs Latchkey on an embedded SQLite database: what `latchkey serve` does, without reading flags,
 * environment or signals.
 *
 * The first line of the log says `"event":"listening"` with the `url`. A data directory that is not there
 * is made, and its secret with it. With `workers` above 1 this process answers nothing itself: it starts
 * so many others with `node:cluster`, replaces those that end, and writes their lines to the log.
 *
 * @throws {ConfigError} for a setting that cannot be used; any other error means that the system failed.
 * @example
 * const server = await serve({ port: 0, data: '/var/lib/latchkey', issuer: 'https://auth.example.com' })
 * process.once('SIGTERM', () => server.close())
 */
export declare function serve(options?: ServeOptions): Promise<Server>;
