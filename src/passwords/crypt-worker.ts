import { parentPort } from 'node:worker_threads'
import { runCryptJob, type CryptJob } from './crypt-job.ts'

// A thread of the pool: what OpenSSL has no asynchronous function for would stand still the event loop.

const port = parentPort
if (!port) throw new TypeError('passwords/crypt-worker runs in a worker thread')

port.on('message', (job: CryptJob) => port.postMessage(runCryptJob(job)))
