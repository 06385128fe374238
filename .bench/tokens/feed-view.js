import { createRevocationSet } from './revocation-set.js';
/** What a verifier knows from the events of its issuer. */
export class FeedView {
    #clock;
    #limit;
    #current;
    /** A snapshot that is not complete yet; what was known before holds until it is. */
    #next;
    #versionBefore = 0;
    constructor(clock, limit) {
        this.#clock = clock;
        this.#limit = limit;
        // Finds a wrong limit now.
        createRevocationSet({ clock, limit });
    }
    /** Where to go on; `undefined`: with a snapshot. */
    get position() {
        return this.#current?.position;
    }
    get version() {
        return this.#versionBefore + (this.#current?.set.version ?? 0);
    }
    revokes(claims) {
        return this.#current?.set.revokes(claims) ?? false;
    }
    /** A new connection: half a snapshot of the one before is of no use. */
    begin() {
        this.#next = undefined;
    }
    /** Goes on from a snapshot next time. What is known holds until then. */
    distrust() {
        if (this.#current)
            this.#current.position = 0;
    }
    /**
     * Takes an event in; the issuer's time at which nothing was missing, if it says one.
     *
     * @throws {Error} when something was left out.
     */
    take(event) {
        if (event.type !== 'heartbeat') {
            this.#add(event);
            return undefined;
        }
        const told = this.#next ?? this.#current;
        if (!told || event.sequence > told.position)
            throw gap();
        if (this.#next)
            this.#replace(this.#next);
        return event.at;
    }
    #add(event) {
        if (event.type === 'snapshot' && event.after === 0) {
            this.#next = {
                set: createRevocationSet({ clock: this.#clock, limit: this.#limit }),
                position: 0,
            };
        }
        const told = this.#next ?? this.#current;
        if (!told || event.after > told.position)
            throw gap();
        for (const revocation of event.revocations) {
            if (revocation.sequence > told.position)
                told.set.add(revocation);
        }
        told.position = Math.max(told.position, event.until);
    }
    #replace(next) {
        // Another number than any before: what was not revoked by the old view is looked up in the new one.
        this.#versionBefore = this.version + 1;
        this.#current = next;
        this.#next = undefined;
    }
}
const gap = () => new Error('feed: the issuer left something out');
