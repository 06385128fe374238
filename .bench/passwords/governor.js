import { availableParallelism } from 'node:os';
import { hashQueueDeadline, hashQueueLength } from '../defaults.js';
import { AuthError } from '../errors.js';
import { jobsPerThread } from './hash-threads.js';
/**
 * Lets a few expensive jobs run at a time and a bounded number wait, first come first served, so
 * that a flood of sign-ins costs sign-ins and nothing else (L21).
 */
export class Governor {
    #concurrency;
    #queueLength;
    #queueDeadline;
    #now;
    #waiting = new Set();
    #running = 0;
    constructor(options = {}) {
        const { now = () => performance.now() / 1000 } = options;
        const { concurrency = jobsPerThread * availableParallelism(), queueLength = hashQueueLength } = options;
        const { queueDeadline = hashQueueDeadline } = options;
        if (!Number.isSafeInteger(concurrency) || concurrency < 1) {
            throw new RangeError('concurrency: expected a whole number, 1 or more');
        }
        if (!Number.isSafeInteger(queueLength) || queueLength < 0) {
            throw new RangeError('queueLength: expected a whole number, 0 or more');
        }
        if (!(queueDeadline > 0))
            throw new RangeError('queueDeadline: expected seconds, more than 0');
        this.#concurrency = concurrency;
        this.#queueLength = queueLength;
        this.#queueDeadline = queueDeadline;
        this.#now = now;
    }
    /** Jobs that run or wait. */
    get pending() {
        return this.#running + this.#waiting.size;
    }
    /**
     * The job's own outcome.
     *
     * @throws {AuthError} `overloaded` when the queue is full or the job waited too long.
     * @throws the signal's reason when it aborts before the job's turn; afterwards it changes nothing.
     */
    async run(job, signal) {
        signal?.throwIfAborted();
        await this.#turn(signal);
        try {
            return await job();
        }
        finally {
            this.#running -= 1;
            this.#next();
        }
    }
    #turn(signal) {
        if (this.#running < this.#concurrency) {
            this.#running += 1;
            return undefined;
        }
        if (this.#waiting.size >= this.#queueLength)
            throw this.#overloaded();
        return new Promise((resolve, reject) => {
            const leave = () => {
                this.#waiting.delete(waiting);
                signal?.removeEventListener('abort', abort);
            };
            const abort = () => {
                leave();
                reject(signal?.reason);
            };
            const waiting = {
                since: this.#now(),
                start: () => {
                    leave();
                    resolve();
                },
                refuse: (reason) => {
                    leave();
                    reject(reason);
                },
            };
            this.#waiting.add(waiting);
            signal?.addEventListener('abort', abort);
        });
    }
    // Somebody waits only while jobs run, and each ends within a second or so: looking at the
    // deadlines then is soon enough, and no job needs a timer.
    #next() {
        for (const waiting of this.#waiting) {
            if (this.#now() - waiting.since > this.#queueDeadline) {
                waiting.refuse(this.#overloaded());
            }
            else {
                this.#running += 1;
                waiting.start();
                return;
            }
        }
    }
    #overloaded() {
        const retryAfter = Math.ceil(this.#queueDeadline);
        return new AuthError('overloaded', 'too many password hashes are waiting', { retryAfter });
    }
}
