import { createServer } from 'node:http';
import * as defaults from '../defaults.js';
import { endWithProblem } from './problem.js';
// What Node's parser calls what it could not read, and what we answer. All else is a 400.
const statuses = {
    ERR_HTTP_REQUEST_TIMEOUT: 408,
    HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
    HPE_HEADER_OVERFLOW: 431,
    HPE_INVALID_METHOD: 501,
};
/** Listens with every limit that a client on the open Internet needs. */
export async function listen(listener, address, limits = {}) {
    const { drainTimeout = defaults.drainTimeout } = limits;
    const server = createServer({
        headersTimeout: 1000 * (limits.headersTimeout ?? defaults.headersTimeout),
        requestTimeout: 1000 * (limits.requestTimeout ?? defaults.requestTimeout),
        keepAliveTimeout: 1000 * (limits.keepAliveTimeout ?? defaults.keepAliveTimeout),
        connectionsCheckingInterval: 500,
        maxHeaderSize: defaults.maxHeaderBytes,
        // Node answers a missing Host itself, without our headers, and for HTTP/1.1 only; readTarget does it for all.
        requireHostHeader: false,
    });
    server.timeout = 1000 * (limits.socketTimeout ?? defaults.socketTimeout);
    // Node drops what is beyond without a word: one more lets us see that there were too many.
    server.maxHeadersCount = defaults.maxHeaderCount + 1;
    server.maxConnections = limits.maxConnections ?? defaults.maxConnections;
    server.maxRequestsPerSocket = defaults.maxRequestsPerSocket;
    const drain = prepareToDrain(server);
    answerOddities(server);
    server.on('request', listener);
    await new Promise((resolve, reject) => {
        server.once('error', reject).listen(address, resolve);
    });
    return {
        address: server.address(), // it listens on TCP
        close: () => drain(drainTimeout),
    };
}
/** Answers what arrives and is not an ordinary request. */
function answerOddities(server) {
    const pending = new WeakMap();
    server.on('request', ({ socket }, response) => {
        const responses = pending.get(socket) ?? new Set();
        pending.set(socket, responses.add(response));
        response.once('close', () => responses.delete(response));
    });
    server.on('clientError', (error, socket) => {
        const [first, second] = pending.get(socket) ?? [];
        // Ours would be taken for the answer to a request before this one, or for a part of it.
        const inTheWay = second ?? (first?.req.complete || first?.headersSent ? first : undefined);
        if (!socket.writable || inTheWay)
            socket.destroy();
        else
            endWithProblem(socket, statuses[error.code ?? ''] ?? 400, 'the request could not be read');
    });
    // Beyond maxRequestsPerSocket Node answers 503 and then keeps the connection.
    server.on('dropRequest', (_request, socket) => {
        const last = [...(pending.get(socket) ?? [])].at(-1);
        if (last)
            last.once('close', () => socket.end());
        else
            socket.end();
    });
    server.on('connect', (_request, socket) => {
        endWithProblem(socket, 405, 'CONNECT is not answered');
    });
    // Node would answer 417 itself, without our headers.
    server.on('checkExpectation', (request, response) => server.emit('request', request, response));
    // Node would invite the body before anybody has looked at how long it is going to be (T10).
    server.on('checkContinue', (request, response) => {
        if (Number(request.headers['content-length'] ?? 0) <= defaults.maxBodyBytes) {
            response.writeContinue();
        }
        server.emit('request', request, response);
    });
}
/** Keeps what a graceful stop has to know, and gives the stop. */
function prepareToDrain(server) {
    const silent = new Set();
    const pending = new Set();
    let draining = false;
    server.on('connection', (socket) => {
        silent.add(socket);
        socket.once('close', () => silent.delete(socket));
    });
    server.on('request', ({ socket }, response) => {
        silent.delete(socket);
        pending.add(response);
        if (draining)
            response.setHeader('Connection', 'close');
        response.once('close', () => {
            pending.delete(response);
            if (draining)
                setImmediate(() => server.closeIdleConnections());
        });
    });
    return (seconds) => new Promise((resolve) => {
        draining = true;
        const deadline = setTimeout(() => server.closeAllConnections(), 1000 * seconds);
        server.close(() => {
            clearTimeout(deadline);
            resolve();
        });
        for (const response of pending) {
            if (!response.headersSent)
                response.setHeader('Connection', 'close');
        }
        // Browsers open connections in advance; Node does not count one without a request as idle.
        for (const socket of silent)
            socket.destroy();
    });
}
