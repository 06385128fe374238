import { getRequestListener } from '@hono/node-server';
import { randomId } from '../random.js';
import { clientAddress, isLoopback } from './address.js';
import { securityHeaders, sendProblem } from './problem.js';
import { methods, ProtocolError, readTarget } from './target.js';
/**
 * A listener for `node:http` that looks at requests before anything else does: what two parsers could
 * read differently is refused here, and every answer gets the headers that every answer has.
 */
export function createFront({ respond, trusts, onExchange }) {
    const states = new WeakMap();
    const listener = getRequestListener(async (request, { incoming }) => {
        const state = states.get(incoming);
        if (!state)
            throw new Error('a request that did not come through the front');
        state.outcome = await respond(request, state.origin);
        return state.outcome.response;
    }, { overrideGlobalObjects: false });
    return (incoming, outgoing) => {
        const startedAt = performance.now();
        const state = { origin: originOf(incoming, trusts) };
        states.set(incoming, state);
        for (const [name, value] of Object.entries(securityHeaders))
            outgoing.setHeader(name, value);
        outgoing.setHeader('X-Request-Id', state.origin.requestId);
        outgoing.once('close', () => onExchange(exchangeOf(incoming, outgoing, state, startedAt)));
        try {
            incoming.url = readTarget(incoming);
        }
        catch (error) {
            if (!(error instanceof ProtocolError))
                throw error;
            state.code = 'invalid_request';
            return sendProblem(outgoing, error.status, error.message);
        }
        // What a client calls us decides nothing (T04): links and tokens name the configured issuer.
        incoming.headers.host = 'latchkey';
        void listener(incoming, outgoing);
    };
}
// A proxy in front of us on this machine must not make the whole world local.
const forwarding = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];
function originOf(incoming, trusts) {
    const { headers, socket } = incoming;
    const forwarded = headers['x-forwarded-for'];
    const hops = Array.isArray(forwarded) ? forwarded.join() : forwarded;
    const host = headers.host?.replace(/:\d+$/, '') ?? '';
    return {
        requestId: randomId(),
        address: clientAddress(socket.remoteAddress, hops, trusts),
        local: isLoopback(socket.remoteAddress ?? '') &&
            (host === 'localhost' || isLoopback(host.replace(/^\[(.*)\]$/, '$1'))) &&
            !forwarding.some((name) => name in headers),
    };
}
function exchangeOf(incoming, outgoing, { origin, outcome, code }, startedAt) {
    return {
        requestId: origin.requestId,
        method: methods.has(incoming.method ?? '') ? (incoming.method ?? '') : 'OTHER',
        route: outcome?.route,
        status: outgoing.statusCode,
        seconds: (performance.now() - startedAt) / 1000,
        code: outcome?.code ?? code,
        error: outcome?.error,
        address: origin.address,
        aborted: !outgoing.writableFinished,
    };
}
