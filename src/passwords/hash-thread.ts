import { constants, setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'
import { runHashJob, type HashJob } from './hash-job.ts'

// A thread that hashes: the caller's event loop goes on meanwhile.

const port = parentPort
if (!port) throw new TypeError('passwords/hash-thread runs in a worker thread')

// Where every core hashes, the event loop goes first: during a flood of sign-ins the median of guarded requests was 3 ms
// and without this 60. On Linux alone a thread has a priority of its own.
if (process.platform === 'linux') {
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // A sandbox that forbids it does not keep anybody from signing in.
  }
}

port.on('message', (job: HashJob) => port.postMessage(runHashJob(job)))
