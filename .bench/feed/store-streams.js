import { encodeUtf8 } from '../bytes.js';
import { feedConnectionLifetime, feedListeners, retryAfter, feedPageSize } from '../defaults.js';
import { AuthError } from '../errors.js';
import { encodeRevocationEvent } from '../tokens/index.js';
import { Listener } from './listener.js';
/** The work behind `createRevocationStreams`, without its timer. */
export class StoreStreams {
    #options;
    #listeners = new Set();
    /** All live listeners have been sent every revocation up to this number. */
    #position = 0;
    #telling;
    #isToldAgain = false;
    #isClosed = false;
    #sent = 0;
    #cut = 0;
    constructor(options) {
        this.#options = options;
    }
    get vitals() {
        return { listeners: this.#listeners.size, sent: this.#sent, cut: this.#cut };
    }
    open({ holder, after, }) {
        const { clock, limit = feedListeners, random = Math.random } = this.#options;
        if (this.#isClosed || this.#listeners.size >= limit) {
            throw new AuthError('overloaded', 'no more listeners to the feed', { retryAfter });
        }
        const listener = new Listener({
            holder,
            endsAt: clock() + feedConnectionLifetime * (1 - random() / 2),
            clock,
            onEnd: () => this.#listeners.delete(listener),
        });
        this.#listeners.add(listener);
        void this.#unlessItFails(listener, this.#begin(listener, after));
        return listener.stream;
    }
    async beat() {
        const now = this.#options.clock();
        for (const listener of this.#listeners) {
            if (listener.isStuck)
                this.#cut += 1;
            if (listener.isStuck || listener.endsAt <= now)
                listener.close();
        }
        // A store that does not answer makes no heartbeat: verifiers see their view grow old.
        const at = await this.tell();
        if (at === undefined)
            return;
        const bytes = bytesOf({ type: 'heartbeat', sequence: this.#position, at });
        for (const listener of this.#live())
            this.#send(listener, bytes);
    }
    keepOnly(holders) {
        for (const listener of this.#listeners)
            if (!holders.has(listener.holder))
                listener.close();
    }
    close() {
        this.#isClosed = true;
        for (const listener of this.#listeners)
            listener.close();
    }
    /**
     * Tells what is new in the store, and gives the time at which nothing more was; `undefined` when it could
     * not be read, or nobody listens. Calls that overlap share a look, and one more after it.
     */
    tell() {
        this.#isToldAgain = true;
        this.#telling ??= this.#tellAll();
        return this.#telling;
    }
    async #tellAll() {
        // Whoever asks in the same moment shares the look.
        await Promise.resolve();
        let at;
        try {
            while (this.#isToldAgain) {
                this.#isToldAgain = false;
                if (!this.#hasLive())
                    return undefined;
                at = this.#options.clock();
                for (let isLast = false; !isLast;) {
                    const page = await this.#page(this.#position, at);
                    isLast = page.length < feedPageSize;
                    this.#broadcast(page);
                }
            }
            return at;
        }
        catch (error) {
            this.#options.onError(error);
            return undefined;
        }
        finally {
            // Before anybody else runs: who is told by then that there is more begins anew.
            this.#telling = undefined;
        }
    }
    #broadcast(page) {
        const until = page.at(-1)?.sequence;
        if (until === undefined)
            return;
        const event = {
            type: 'revocations',
            after: this.#position,
            until,
            revocations: page,
        };
        const bytes = bytesOf(event);
        this.#position = until;
        for (const listener of this.#live()) {
            // One that has just caught up may be ahead.
            if (listener.position >= until)
                continue;
            listener.position = until;
            this.#send(listener, bytes);
            if (!listener.isBehind)
                continue;
            listener.isLive = false;
            void this.#unlessItFails(listener, this.#catchUp(listener, until));
        }
    }
    /** A listener that cannot be told what the store has comes back later. */
    async #unlessItFails(listener, telling) {
        try {
            await telling;
        }
        catch (error) {
            listener.close();
            this.#options.onError(error);
        }
    }
    async #begin(listener, after) {
        const isKnown = after !== undefined && (await this.#has(after));
        await this.#catchUp(listener, isKnown ? after : undefined);
    }
    /**
     * Whether the revocation of that number is still there. If not, nobody can tell whether the number is
     * from before a backup was restored; and then what came after it is not much more than all there is.
     */
    async #has(sequence) {
        const [first] = await this.#options.store.listRevocations({
            after: sequence - 1,
            limit: 1,
            now: this.#options.clock(),
        });
        return first?.sequence === sequence;
    }
    async #catchUp(listener, from) {
        const type = from === undefined ? 'snapshot' : 'revocations';
        listener.position = from ?? 0;
        for (let isFirst = true; !listener.isOver; isFirst = false) {
            // The next page is read when the one before has been, so that none waits in memory.
            await listener.read();
            // Whatever is known now is in the page too, or has been swept: a short page is complete up to there.
            const known = this.#position;
            const at = this.#options.clock();
            const page = await this.#page(listener.position, at);
            const isLast = page.length < feedPageSize;
            const after = listener.position;
            const until = Math.max(page.at(-1)?.sequence ?? after, isLast ? known : 0);
            if (until > after || (isFirst && type === 'snapshot')) {
                this.#send(listener, bytesOf({ type, after, until, revocations: page }));
                listener.position = until;
            }
            if (isLast && until >= this.#position)
                return this.#join(listener, at);
        }
    }
    #join(listener, at) {
        // Nobody else has to be told what is below.
        if (!this.#hasLive())
            this.#position = Math.max(this.#position, listener.position);
        listener.isLive = !listener.isOver;
        this.#send(listener, bytesOf({ type: 'heartbeat', sequence: listener.position, at }));
    }
    #send(listener, bytes) {
        this.#sent += 1;
        listener.send(bytes);
    }
    *#live() {
        for (const listener of this.#listeners)
            if (listener.isLive)
                yield listener;
    }
    #hasLive() {
        return this.#live().next().done === false;
    }
    #page(after, now) {
        return this.#options.store.listRevocations({ after, limit: feedPageSize, now });
    }
}
const bytesOf = (event) => encodeUtf8(encodeRevocationEvent(event));
