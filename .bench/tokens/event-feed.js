import { systemClock } from '../clock.js';
import { feedReconnect, feedRetryAfter, feedSilence, maxFeedEventLength, revocationsKept, } from '../defaults.js';
import { EventStreamReader } from './event-stream.js';
import { FeedView } from './feed-view.js';
import { issuerAddress } from './issuer-address.js';
import { RemoteIntrospection } from './remote-introspection.js';
import { parseRevocationEvent } from './revocation-events.js';
/**
 * Listens to the revocations of an issuer from now on, and connects anew whenever that breaks off,
 * without missing any. Give it to one verifier or to several, and `close` it when they are done.
 *
 * How old its view is, is counted from when the issuer made it: what waits on the way makes it old.
 *
 * @throws {TypeError} for an address or a credential that cannot be.
 * @example
 * const feed = eventFeed({ url: 'https://auth.example.com', credential })
 * const verifier = createVerifier({ issuer, audience, jwksUri, feed })
 */
export const eventFeed = (options) => new RemoteFeed(options, timers);
const timers = (seconds, run) => {
    const timer = setTimeout(run, seconds * 1_000);
    // Where timers are objects they must not keep a process alive that has nothing else to do.
    if (typeof timer === 'object')
        timer.unref?.();
    return () => clearTimeout(timer); // what setTimeout gave
};
export class RemoteFeed {
    #url;
    #headers;
    #clock;
    #fetch;
    #timers;
    #onError;
    #view;
    #introspection;
    #first = Promise.withResolvers();
    #viewedAt = -Infinity;
    #failures = 0;
    #isClosed = false;
    #stop = () => { };
    constructor(options, after) {
        const { credential, clock = systemClock, fetch: ask = globalThis.fetch } = options;
        if (!/^[!-~]+$/.test(credential))
            throw new TypeError('credential: expected visible ASCII');
        const base = issuerAddress(options.url, 'url', {
            allowInsecure: options.allowInsecureUrl ?? false,
            allowPrivate: options.allowPrivateAddress ?? false,
        });
        if (!base.pathname.endsWith('/'))
            base.pathname += '/';
        this.#url = new URL('api/v1/revocations', base);
        this.#headers = { authorization: `Bearer ${credential}`, accept: 'text/event-stream' };
        this.#clock = clock;
        // Unbound: a browser's fetch wants no receiver.
        this.#fetch = (input, init) => ask(input, init);
        this.#timers = after;
        this.#onError = options.onError ?? (() => { });
        this.#view = new FeedView(clock, options.limit ?? revocationsKept);
        const url = new URL('oauth/introspect', base);
        this.#introspection = new RemoteIntrospection({ url, credential, fetch: this.#fetch });
        void this.#run();
    }
    get viewedAt() {
        return this.#viewedAt;
    }
    get version() {
        return this.#view.version;
    }
    revokes(claims) {
        return this.#view.revokes(claims);
    }
    refresh() {
        return this.#first.promise;
    }
    introspect(token) {
        return this.#introspection.isActive(token);
    }
    close() {
        this.#isClosed = true;
        this.#stop();
    }
    async #run() {
        while (!this.#isClosed) {
            let retryAfter = 0;
            // Until there is word: an issuer that answers and says nothing is none.
            this.#failures += 1;
            try {
                await this.#listen();
            }
            catch (error) {
                if (error instanceof Unanswered)
                    retryAfter = error.retryAfter;
                if (!this.#isClosed)
                    this.#onError(error);
            }
            this.#first.resolve();
            if (!this.#isClosed)
                await this.#pause(retryAfter);
        }
    }
    /** Longer after each failure, and at random: verifiers must not all come back at the same moment. */
    async #pause(atLeast) {
        const { first, longest } = feedReconnect;
        const bound = Math.min(longest, first * 2 ** Math.min(this.#failures, 16));
        await new Promise((resolve) => {
            const cancel = this.#timers(Math.max(atLeast, bound * Math.random()), resolve);
            this.#stop = () => {
                cancel();
                resolve();
            };
        });
    }
    /** One connection, until it ends. */
    async #listen() {
        const abort = new AbortController();
        this.#stop = () => abort.abort();
        let cancel;
        const expectWord = () => {
            cancel?.();
            cancel = this.#timers(feedSilence, () => abort.abort(new Error('feed: the issuer is silent')));
        };
        expectWord();
        try {
            const askedAt = this.#clock();
            const response = await this.#ask(abort.signal);
            this.#view.begin();
            const reader = new EventStreamReader(maxFeedEventLength);
            const decoder = new TextDecoder('utf-8', { fatal: true });
            let firstAt;
            for await (const chunk of response.body ?? []) {
                for (const { type, data } of reader.read(decoder.decode(chunk, { stream: true }))) {
                    const event = parseRevocationEvent(type, data);
                    const at = event && this.#take(event);
                    expectWord();
                    if (at === undefined)
                        continue;
                    firstAt ??= at;
                    // The issuer's clock may differ from ours: its first word is no older than our question, and
                    // what it says later is so much younger than the first.
                    this.#viewedAt = askedAt + (at - firstAt);
                    this.#failures = 0;
                    this.#first.resolve();
                    if (Math.abs(this.#clock() - this.#viewedAt) > feedSilence) {
                        throw new Error('feed: what the issuer says arrives late');
                    }
                }
            }
        }
        finally {
            cancel?.();
            abort.abort();
        }
    }
    async #ask(signal) {
        const { position } = this.#view;
        const headers = {
            ...this.#headers,
            ...(position !== undefined && { 'last-event-id': String(position) }),
        };
        const response = await this.#fetch(this.#url, { headers, redirect: 'error', signal });
        const type = response.headers.get('content-type') ?? '';
        if (response.status === 200 && /^text\/event-stream\b/i.test(type))
            return response;
        throw new Unanswered(response);
    }
    #take(event) {
        try {
            return this.#view.take(event);
        }
        catch (error) {
            this.#view.distrust();
            throw error;
        }
    }
}
class Unanswered extends Error {
    /** Seconds. */
    retryAfter;
    constructor({ status, headers }) {
        super(`feed: answered with status ${status}`);
        const seconds = Number(headers.get('retry-after') ?? 0);
        this.retryAfter = seconds > 0 ? Math.min(seconds, feedRetryAfter) : 0;
    }
}
