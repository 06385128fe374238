import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { hashThreadIdle, hashThreadQueueLength } from '../defaults.js';
import { AuthError } from '../errors.js';
/**
 * One under way and one that begins the moment it is done. Without that each core waits after every
 * hash until the event loop has come round: 5 to 8 % of all that two cores can hash.
 */
export const jobsPerThread = 2;
/**
 * A few threads that hash. Each is started when there is work that no other can begin at once, keeps the
 * process alive only while it works, and ends when it has been idle for a while. One that dies takes the
 * job under way with it and nothing else.
 */
export class HashThreads {
    #size;
    #start;
    #threads = new Set();
    #waiting = [];
    constructor({ size = availableParallelism(), start = startWorker } = {}) {
        this.#size = size;
        this.#start = start;
    }
    /** Threads there are. */
    get threads() {
        return this.#threads.size;
    }
    /** What `runHashJob` answers. @throws {AuthError} `overloaded` when too many wait already. */
    run(job) {
        if (this.#waiting.length >= hashThreadQueueLength) {
            const message = 'too many password hashes are waiting';
            return Promise.reject(new AuthError('overloaded', message, { retryAfter: 1 }));
        }
        return new Promise((resolve, reject) => {
            this.#waiting.push({ job, resolve, reject });
            this.#next();
        });
    }
    #next() {
        const thread = this.#waiting.length > 0 ? this.#take() : undefined;
        const pending = thread && this.#waiting.shift();
        if (!pending)
            return;
        clearTimeout(thread.idle);
        thread.jobs.push(pending);
        thread.worker.ref();
        thread.worker.postMessage(pending.job);
    }
    /** The thread with the least to do, or a new one rather than to let a job wait behind another. */
    #take() {
        let least;
        for (const thread of this.#threads) {
            if (!least || thread.jobs.length < least.jobs.length)
                least = thread;
        }
        if (least?.jobs.length === 0)
            return least;
        if (this.threads < this.#size)
            return this.#add();
        return least && least.jobs.length < jobsPerThread ? least : undefined;
    }
    #add() {
        const thread = { worker: this.#start(), jobs: [], idle: undefined };
        let failure = new Error('a thread that hashes passwords ended');
        thread.worker.on('message', (hash) => this.#finish(thread, hash));
        thread.worker.on('error', (error) => (failure = error));
        thread.worker.on('exit', () => this.#drop(thread, failure));
        this.#threads.add(thread);
        return thread;
    }
    #finish(thread, hash) {
        const done = thread.jobs.shift();
        if (thread.jobs.length === 0) {
            thread.worker.unref();
            thread.idle = setTimeout(() => this.#end(thread), hashThreadIdle * 1_000).unref();
        }
        done?.resolve(hash);
        this.#next();
    }
    // Out of the list first: a job for a thread that is ending would be lost.
    #end(thread) {
        this.#threads.delete(thread);
        void thread.worker.terminate();
    }
    #drop(thread, failure) {
        clearTimeout(thread.idle);
        this.#threads.delete(thread);
        const [lost, ...unbegun] = thread.jobs;
        this.#waiting.unshift(...unbegun);
        lost?.reject(failure);
        this.#next();
    }
}
function startWorker() {
    // From src by type stripping, from dist as compiled.
    const entry = import.meta.url.endsWith('.ts') ? './hash-thread.ts' : './hash-thread.js';
    // No flags of the process: `--input-type` or `--inspect-brk` are not meant for this thread.
    return new Worker(new URL(entry, import.meta.url), { execArgv: [] });
}
/** Those of this process: passwords never take a thread of libuv's, which files, name look-ups and signatures need. */
export const hashThreads = new HashThreads();
