import type { Worker } from 'node:cluster';
import type { Log } from './log.ts';
import type { Snapshot } from './metrics.ts';
/**
 * The metrics of all workers as one. A worker that does not answer in time, and what one that ended had
 * counted, are there as they were when last asked: no total ever goes back.
 */
export declare class WorkerMetrics {
    #private;
    constructor(log: Log);
    /** What `workers` count, after `ask` has asked each of them. */
    text(workers: readonly Worker[], ask: (worker: Worker) => void): Promise<string>;
    told(worker: Worker, snapshot: Snapshot): void;
    ended(worker: Worker): void;
}
