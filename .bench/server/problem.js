import { STATUS_CODES } from 'node:http';
import { allowedMethods } from './target.js';
/** What every answer carries; the handler's own headers win where it sets them. */
export const securityHeaders = {
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
};
const codes = {
    405: 'method_not_allowed',
    413: 'payload_too_large',
    501: 'method_not_allowed',
};
/** RFC 9457, for what is refused before the handler sees it. */
function problem(status, detail) {
    const code = codes[status] ?? 'invalid_request';
    const title = STATUS_CODES[status] ?? '';
    const body = JSON.stringify({ type: 'about:blank', title, status, code, detail });
    return {
        headers: {
            'Content-Type': 'application/problem+json',
            'Content-Length': String(Buffer.byteLength(body)),
            ...(status === 405 && { Allow: allowedMethods }),
            Connection: 'close',
        },
        body,
    };
}
/** Answers and closes: nobody knows whether what follows on the connection is a request (T12). */
export function sendProblem(response, status, detail) {
    const { headers, body } = problem(status, detail);
    response.writeHead(status, headers).end(body);
}
/** The same for a connection on which there is no request to answer. */
export function endWithProblem(socket, status, detail) {
    const { headers, body } = problem(status, detail);
    const lines = Object.entries({ ...securityHeaders, ...headers }).map((line) => line.join(': '));
    const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines].join('\r\n');
    // Closing on input that was not read resets the connection, and the answer with it. But not for long.
    socket.end(`${head}\r\n\r\n${body}`).resume();
    setTimeout(() => socket.destroy(), 1_000).unref();
}
