import { createNetworks } from './address.js';
import { listen } from './connections.js';
import { makeDataDirectory } from './data-directory.js';
import { demoText, openDemoAccount } from './demo.js';
import { createFront } from './front.js';
import { logEvent, logExchange } from './log-lines.js';
import { createMetrics } from './metrics.js';
import { openAuth } from './open-auth.js';
import { answerStarting, createResponder } from './responder.js';
/** Runs a server in this process. */
export async function startServer(config, { log, limits, onFatal, worker }) {
    await makeDataDirectory(config.data);
    let respond = answerStarting;
    let auth;
    let listening;
    const metrics = createMetrics({ log, auth: () => auth });
    const front = createFront({
        trusts: createNetworks(config.trustProxy),
        respond: (request, origin) => respond(request, origin),
        onExchange: (exchange) => {
            metrics.onExchange(exchange);
            logExchange(log, exchange);
        },
    });
    const close = async () => {
        // They would never finish by themselves; their verifiers come back to whoever is there then.
        auth?.streams.close();
        await listening?.close();
        await auth?.close();
        metrics.close();
    };
    try {
        let url = worker?.joins;
        if (url === undefined) {
            // First of all: a second server on this port must not get as far as the database, and tokens can
            // name their issuer only when port 0 has become a number.
            listening = await listen(front, config, limits);
            url = urlOf(listening.address);
        }
        let store;
        auth = await openAuth(config, {
            onStore: (opened) => (store = opened),
            issuer: url,
            onFatal,
            onEvent: (event) => {
                metrics.onEvent(event);
                logEvent(log, event);
            },
        });
        const isFirst = worker?.joins === undefined;
        const demo = config.demo && isFirst ? await openDemoAccount(auth, config.data) : undefined;
        if (!store)
            throw new TypeError('openAuth: expected to be told of the store');
        const text = worker?.metricsText ?? (() => metrics.text());
        respond = await createResponder(auth, { config, metrics: { ...metrics, text }, store });
        listening ??= await listen(front, config, limits);
        const { issuer, audience } = auth;
        return {
            url,
            issuer,
            audience,
            ...(demo && { demo: demoText(url, demo) }),
            snapshot: () => metrics.snapshot(),
            close,
        };
    }
    catch (error) {
        await close();
        throw error;
    }
}
/** A URL that works on this machine, also where all addresses are listened on. */
function urlOf({ address, family, port }) {
    const local = { '0.0.0.0': '127.0.0.1', '::': '::1' }[address] ?? address;
    return `http://${family === 'IPv6' ? `[${local}]` : local}:${port}`;
}
