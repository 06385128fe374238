import { systemClock } from '../clock.js';
import { revocationPageSize, revocationPollInterval, revocationsKept } from '../defaults.js';
import { createRevocationSet } from '../tokens/index.js';
/**
 * A feed of the revocations of one store, for all verifiers of this process.
 *
 * @throws {RangeError} for an interval that is not a number of seconds above 0.
 * @example
 * const feed = createRevocationFeed({ store })
 * await feed.start()
 * const verifier = createVerifier({ issuer, audience, keys, feed })
 */
export const createRevocationFeed = (options) => new PollingFeed(options);
class PollingFeed {
    #store;
    #clock;
    #interval;
    #onError;
    #set;
    #listeners = new Set();
    /** Every revocation up to this number has been seen. */
    #seen = 0;
    /** Seen beyond a gap: another process wrote what is missing, and the next look brings it. */
    #seenAhead = new Set();
    #highest = 0;
    #dataVersion;
    #viewedAt = -Infinity;
    #look;
    #isRunning = false;
    #timer;
    constructor(options) {
        const { store, clock = systemClock, interval = revocationPollInterval, limit = revocationsKept, } = options;
        if (!Number.isFinite(interval) || interval <= 0) {
            throw new RangeError('interval: expected seconds, above 0');
        }
        this.#store = store;
        this.#clock = clock;
        this.#interval = interval;
        this.#onError = options.onError ?? (() => { });
        this.#set = createRevocationSet({ clock, limit });
    }
    get viewedAt() {
        return this.#viewedAt;
    }
    get version() {
        return this.#set.version;
    }
    revokes(claims) {
        return this.#set.revokes(claims);
    }
    async revoke(revocation) {
        this.publish([await this.#store.insertRevocation(revocation)]);
    }
    publish(revocations) {
        const fresh = revocations.filter(({ sequence }) => this.#note(sequence));
        if (fresh.length === 0)
            return;
        // All of them first: nothing a listener does may keep one from being refused.
        for (const revocation of fresh)
            this.#set.add(revocation);
        for (const listener of this.#listeners) {
            try {
                listener(fresh);
            }
            catch (error) {
                this.#onError(error);
            }
        }
    }
    subscribe(listener) {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
    }
    async start() {
        if (this.#isRunning)
            return this.refresh();
        this.#isRunning = true;
        try {
            await this.refresh();
        }
        catch (error) {
            this.#isRunning = false;
            throw error;
        }
        this.#schedule();
    }
    stop() {
        this.#isRunning = false;
        clearTimeout(this.#timer);
    }
    refresh() {
        this.#look ??= this.#catchUp().finally(() => {
            this.#look = undefined;
        });
        return this.#look;
    }
    #schedule() {
        clearTimeout(this.#timer);
        if (!this.#isRunning)
            return;
        const look = () => {
            void this.refresh()
                .catch(this.#onError)
                .finally(() => this.#schedule());
        };
        this.#timer = setTimeout(look, this.#interval * 1_000).unref();
    }
    async #catchUp() {
        // Both are asked before the list is: whatever is written meanwhile makes the next look list again.
        const askedAt = this.#clock();
        const dataVersion = await this.#store.dataVersion();
        if (dataVersion !== this.#dataVersion || this.#seenAhead.size > 0)
            await this.#list(askedAt);
        this.#dataVersion = dataVersion;
        this.#viewedAt = askedAt;
    }
    async #list(now) {
        const highest = this.#highest;
        for (let isLast = false; !isLast;) {
            const page = await this.#store.listRevocations({
                after: this.#seen,
                limit: revocationPageSize,
                now,
            });
            this.publish(page);
            this.#seenUntil(page.at(-1)?.sequence ?? 0);
            isLast = page.length < revocationPageSize;
        }
        // Whatever was missing below it has been listed, or may be forgotten.
        this.#seenUntil(highest);
    }
    /** Whether it is new. */
    #note(sequence) {
        if (sequence <= this.#seen || this.#seenAhead.has(sequence))
            return false;
        this.#seenAhead.add(sequence);
        this.#highest = Math.max(this.#highest, sequence);
        this.#seenUntil(this.#seen);
        return true;
    }
    #seenUntil(sequence) {
        if (sequence > this.#seen) {
            this.#seen = sequence;
            for (const ahead of this.#seenAhead)
                if (ahead <= sequence)
                    this.#seenAhead.delete(ahead);
        }
        while (this.#seenAhead.delete(this.#seen + 1))
            this.#seen += 1;
    }
}
