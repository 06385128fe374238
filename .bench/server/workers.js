import cluster, {} from 'node:cluster';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { drainTimeout, workerRestart, workerStopMargin } from '../defaults.js';
import { ConfigError } from './config.js';
import { WorkerMetrics } from './worker-metrics.js';
/**
 * Runs a server in several processes that share its port. The first one does what a server on its own
 * does: takes the port, then opens the database and brings it up to date. The others join it.
 */
export async function startWorkers(config, surroundings) {
    if (!cluster.isPrimary)
        throw new TypeError('workers: this process is a worker itself');
    // From src by type stripping, from dist as compiled.
    const entry = import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js';
    cluster.schedulingPolicy = cluster.SCHED_NONE;
    cluster.setupPrimary({
        exec: fileURLToPath(new URL(entry, import.meta.url)),
        args: [],
        // What they write goes through us, so that no line of one ends up inside another's.
        stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    // A worker that is started when all others are gone has to find the port of before.
    const port = config.port === 0 ? await freePort(config.host) : config.port;
    return new Workers({ ...config, port }, surroundings).start();
}
class Workers {
    #config;
    #surroundings;
    #places;
    #metrics;
    #url;
    #closing;
    constructor(config, surroundings) {
        this.#config = config;
        this.#surroundings = surroundings;
        this.#metrics = new WorkerMetrics(surroundings.log);
        const numbers = Array.from({ length: config.workers }, (_, index) => index + 1);
        this.#places = numbers.map((number) => ({ number, failures: 0 }));
    }
    async start() {
        const [first, ...others] = this.#places;
        if (!first)
            throw new RangeError('workers: expected 1 or more');
        const started = await new Promise((resolve, reject) => {
            this.#launch(first, { resolve, reject });
        });
        this.#url = started.url;
        for (const place of others)
            this.#launch(place);
        return { ...started, close: () => (this.#closing ??= this.#close()) };
    }
    #launch(place, first) {
        const worker = cluster.fork();
        place.worker = worker;
        forwardLines(worker.process.stdout, (lines) => this.#surroundings.log.print(lines));
        // Only worker.ts has the other end of the channel.
        worker.on('message', (message) => this.#receive(place, worker, message, first));
        worker.process.once('close', (code, signal) => {
            first?.reject(new Error(`the first worker ended (${signal ?? code}) before it answered`));
            this.#ended(place, worker, signal ?? code);
        });
        const { limits } = this.#surroundings;
        const joins = this.#url;
        send(worker, {
            kind: 'start',
            config: this.#config,
            limits,
            ...(joins !== undefined && { joins }),
        });
    }
    #receive(place, worker, message, first) {
        const { log, onFatal } = this.#surroundings;
        switch (message.kind) {
            case 'ready':
                first?.resolve(message.started);
                place.readyAt = performance.now();
                // The first line of all is that of the server.
                setImmediate(() => {
                    log.info({ event: 'worker_started', worker: place.number, pid: worker.process.pid });
                });
                return;
            case 'failed':
                if (first)
                    return first.reject(toError(message.error));
                return log.error({
                    event: 'worker_failed',
                    worker: place.number,
                    error: toError(message.error),
                });
            case 'fatal':
                return onFatal(toError(message.error));
            case 'snapshot':
                return this.#metrics.told(worker, message.snapshot);
            case 'metrics':
                return void this.#metrics
                    .text(this.#living(), (each) => send(each, { kind: 'snapshot' }))
                    .then((text) => send(worker, { kind: 'metrics', text }));
        }
    }
    #ended(place, worker, by) {
        const { number, readyAt = Infinity } = place;
        delete place.worker;
        delete place.readyAt;
        this.#metrics.ended(worker);
        // While the first one has not answered, its failure is that of the start.
        if (this.#closing || this.#url === undefined)
            return;
        const livedLong = performance.now() - readyAt > workerRestart.calm * 1_000;
        place.failures = livedLong ? 0 : place.failures + 1;
        const { pid } = worker.process;
        this.#surroundings.log.error({ event: 'worker_ended', worker: number, pid, by });
        const { first, longest } = workerRestart;
        const delay = Math.min(longest, first * 2 ** place.failures);
        place.timer = setTimeout(() => this.#launch(place), delay * 1_000);
    }
    #living() {
        return this.#places.flatMap(({ worker, readyAt }) => (worker && readyAt ? worker : []));
    }
    async #close() {
        const { limits } = this.#surroundings;
        const patience = (limits.drainTimeout ?? drainTimeout) + workerStopMargin;
        await Promise.all(this.#places.map(async ({ worker, timer }) => {
            clearTimeout(timer);
            if (worker)
                await stop(worker, patience);
        }));
    }
}
function stop(worker, patience) {
    return new Promise((resolve) => {
        const deadline = setTimeout(() => worker.process.kill('SIGKILL'), patience * 1_000);
        worker.process.once('close', () => {
            clearTimeout(deadline);
            resolve();
        });
        send(worker, { kind: 'stop' });
    });
}
/** One that is ending cannot be told anything any more; its end is seen elsewhere. */
function send(worker, message) {
    if (worker.isConnected())
        worker.send(message, () => { });
}
/** Whole lines, many at a time; the half one of a worker that was killed is dropped. */
function forwardLines(output, print) {
    let half = '';
    output?.setEncoding('utf8').on('data', (chunk) => {
        const end = chunk.lastIndexOf('\n') + 1;
        if (end > 0)
            print(half + chunk.slice(0, end));
        half = end > 0 ? chunk.slice(end) : half + chunk;
    });
}
async function freePort(host) {
    const server = createServer();
    await new Promise((resolve, reject) => {
        server.once('error', reject).listen(0, host, resolve);
    });
    const { port } = server.address(); // it listens on TCP
    await new Promise((resolve) => server.close(resolve));
    return port;
}
function toError({ name, message, code }) {
    if (name === 'ConfigError')
        return new ConfigError(message);
    return Object.assign(new Error(message), { ...(code !== undefined && { code }) });
}
