import { Worker } from 'node:worker_threads';
import type { HashJob } from './hash-job.ts';
/**
 * One under way and one that begins the moment it is done. Without that each core waits after every
 * hash until the event loop has come round: 5 to 8 % of all that two cores can hash.
 */
export declare const jobsPerThread = 2;
export interface HashThreadsOptions {
    /** Default: one a core. */
    readonly size?: number;
    /** Starts a thread. Default: one of `hash-thread`. */
    readonly start?: () => Worker;
}
/**
 * A few threads that hash. Each is started when there is work that no other can begin at once, keeps the
 * process alive only while it works, and ends when it has been idle for a while. One that dies takes the
 * job under way with it and nothing else.
 */
export declare class HashThreads {
    #private;
    constructor({ size, start }?: HashThreadsOptions);
    /** Threads there are. */
    get threads(): number;
    /** What `runHashJob` answers. @throws {AuthError} `overloaded` when too many wait already. */
    run(job: HashJob): Promise<Uint8Array>;
}
/** Those of this process: passwords never take a thread of libuv's, which files, name look-ups and signatures need. */
export declare const hashThreads: HashThreads;
