import { parentPort, workerData } from 'node:worker_threads';
import { GroupWriter } from './group-writer.js';
import { openForWriting } from './open-database.js';
// The writer's thread: an fsync waits here, never on the caller's event loop.
const port = parentPort;
if (!port)
    throw new TypeError('sqlite/writer runs in a worker thread');
const answer = (reply) => port.postMessage(reply);
try {
    // Given by WriterThread, the only one to start this file.
    const options = workerData;
    const writer = new GroupWriter(openForWriting(options), options);
    port.on('message', (request) => {
        if (request === 'close') {
            writer.close();
            port.close();
            return;
        }
        answer(writer.write(request));
        const failure = writer.checkpointIfDue();
        if (failure)
            answer(failure);
    });
    answer({ kind: 'opened' });
}
catch (error) {
    answer({ kind: 'failed', error: error instanceof Error ? error : new Error(String(error)) });
}
