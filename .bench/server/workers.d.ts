import type { Config } from './settings.ts';
import type { Running, Surroundings } from './start-server.ts';
/**
 * Runs a server in several processes that share its port. The first one does what a server on its own
 * does: takes the port, then opens the database and brings it up to date. The others join it.
 */
export declare function startWorkers(config: Config, surroundings: Surroundings): Promise<Running>;
