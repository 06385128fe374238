import { AuthError } from '../errors.js';
import { resealed } from './ring-record.js';
import { checkSettings, insertKey, isPublished, isSigning, settle, } from './ring-settings.js';
/**
 * Opens the key ring in a store. A new one gets a key that signs at once.
 *
 * @throws {RangeError} when a lifetime is out of range.
 * @example
 * const keys = await createKeyRing({ store, secret, verifyingLifetime: '10m' })
 */
export async function createKeyRing(options) {
    const settings = checkSettings(options);
    const ring = new Ring(settings, await settle(settings));
    await ring.tick();
    return ring;
}
class Ring {
    #settings;
    #view;
    #steps = Promise.resolve();
    #listeners = new Set();
    constructor(settings, view) {
        this.#settings = settings;
        this.#view = view;
    }
    signingKey() {
        return this.#view.signing;
    }
    verificationKey(kid) {
        return this.#view.keys.get(kid);
    }
    jwkSet() {
        return this.#view.jwkSet;
    }
    list() {
        return this.#view.records.map(({ kid, algorithm, state, sequence, createdAt, stateSince }) => Object.freeze({ kid, algorithm, state, sequence, createdAt, stateSince }));
    }
    onChange(listener) {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
    }
    async refresh() {
        await this.#step(async () => undefined);
    }
    async rotate({ immediately = false } = {}) {
        await this.#step(async (records) => {
            const { store, clock } = this.#settings;
            const waiting = records.findLast(isPublished);
            if (!waiting)
                await insertKey(this.#settings, records, 'published');
            if (!immediately)
                return;
            // Whoever inserted it, and whoever else promotes it: one key, and it signs.
            const next = waiting ?? (await store.listKeys()).findLast(isPublished);
            if (next)
                await store.promoteKey(next.kid, clock());
        });
    }
    async remove(kid) {
        await this.#step(async () => {
            if (!(await this.#settings.store.deleteKey(kid))) {
                throw new AuthError('key_unknown', 'the key ring has no key of this name');
            }
        });
    }
    async tick() {
        await this.#step(async (records) => {
            await this.#rotateWhenDue(records);
            await this.#retire(records);
            await this.#sealAgain(records);
        });
    }
    async #rotateWhenDue(records) {
        const { store, clock, algorithm, publishLead, signingLifetime } = this.#settings;
        const now = clock();
        const waiting = records.findLast(isPublished);
        const signer = records.findLast(isSigning);
        if (waiting) {
            if (now >= waiting.stateSince + publishLead)
                await store.promoteKey(waiting.kid, now);
        }
        else if (signer &&
            (now >= signer.stateSince + signingLifetime - publishLead || signer.algorithm !== algorithm)) {
            await insertKey(this.#settings, records, 'published');
        }
    }
    async #retire(records) {
        const { store, clock, publishLead, verifyingLifetime } = this.#settings;
        // Another node signs with the old key until it hears of the new one: at most `publishLead`.
        const oldest = clock() - verifyingLifetime - publishLead;
        for (const { kid, state, stateSince } of records) {
            if (state === 'verifying' && stateSince <= oldest)
                await store.deleteKey(kid);
        }
    }
    async #sealAgain(records) {
        const { store, secret } = this.#settings;
        for (const record of records) {
            const to = resealed(record, secret);
            if (to)
                await store.resealKey({ kid: record.kid, from: record.sealedPrivateKey, to });
        }
    }
    /** One step at a time, so that an older reading of the store never replaces a newer one. */
    #step(take) {
        const step = this.#steps.then(() => this.#take(take));
        this.#steps = step.catch(() => undefined);
        return step;
    }
    async #take(take) {
        const before = fingerprint(this.#view);
        await take(await this.#settings.store.listKeys());
        this.#view = await settle(this.#settings, this.#view);
        if (fingerprint(this.#view) === before)
            return;
        for (const listener of this.#listeners)
            listener();
    }
}
const fingerprint = ({ records }) => records.map(({ kid, state }) => `${kid} ${state}`).join();
