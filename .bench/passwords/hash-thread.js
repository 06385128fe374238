import { parentPort } from 'node:worker_threads';
import { runHashJob } from './hash-job.js';
// A thread that hashes: the caller's event loop goes on meanwhile.
const port = parentPort;
if (!port)
    throw new TypeError('passwords/hash-thread runs in a worker thread');
port.on('message', (job) => port.postMessage(runHashJob(job)));
