import { readConfig, weakenings } from './config.js';
import { createLog } from './log.js';
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
export async function serve(options = {}) {
    const { log: given, limits = {}, onFatal, ...set } = options;
    const config = { ...readConfig({}, {}).config, ...set };
    const log = given ?? createLog({ level: config.logLevel });
    const surroundings = { log, limits, onFatal: failure(log, onFatal) };
    const running = await start(config, surroundings);
    announce(log, config, running);
    return { url: running.url, close: () => running.close() };
}
/** Loads what it needs and no more: commands beside the server, and the process that supervises, need neither. */
async function start(config, surroundings) {
    if (config.workers > 1) {
        const { startWorkers } = await import('./workers.js');
        return startWorkers(config, surroundings);
    }
    const { startServer } = await import('./start-server.js');
    return startServer(config, surroundings);
}
function announce(log, config, { url, issuer, audience, demo }) {
    log.info({ event: 'listening', url, issuer, audience });
    for (const { setting, effect } of weakenings(config)) {
        log.warn({ event: 'weakened', setting, effect });
    }
    if (config.issuer === undefined) {
        log.warn({
            event: 'issuer_defaulted',
            setting: '--issuer',
            effect: 'tokens name this address',
        });
    }
    if (demo !== undefined)
        log.print(demo);
}
const failure = (log, onFatal) => (error) => {
    log.error({ event: 'storage_failed', error });
    if (onFatal)
        return onFatal(error);
    setImmediate(() => {
        throw error;
    });
};
