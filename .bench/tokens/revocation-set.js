import { systemClock } from '../clock.js';
import { clockTolerance, revocationsKept } from '../defaults.js';
/**
 * Revocations in the memory of this process, which are lost when it ends. A check costs up to three
 * look-ups, however many there are, and expired ones are forgotten a few at a time.
 *
 * At the limit it forgets them all and refuses every token issued until then: their owners renew,
 * and renewing asks the store. So no revocation is ever lost to a bound; nor, in the same way, to a
 * clock that was ahead and is set back.
 */
export const createRevocationSet = (options = {}) => new InMemoryRevocations(options);
/** Entries looked at for each one added: more than one, so that forgetting keeps ahead of adding. */
const stepsPerAdd = 4;
class InMemoryRevocations {
    #clock;
    #limit;
    /** `sid` or `jti` → when to forget it, in whole seconds: a small integer takes no memory of its own. */
    #sessions = new Map();
    #tokens = new Map();
    #accounts = new Map();
    /** Tokens issued at this time or before are refused, whoever's they are. */
    #refusedUntil = -Infinity;
    /** When the last one was forgotten. */
    #forgotAt = -Infinity;
    #walk;
    #version = 0;
    constructor({ clock = systemClock, limit = revocationsKept }) {
        if (!Number.isSafeInteger(limit) || limit < 1) {
            throw new RangeError('limit: expected a whole number of revocations, at least 1');
        }
        this.#clock = clock;
        this.#limit = limit;
        this.#walk = this.#forgetting();
    }
    /** Now: nothing is revoked here that does not pass through `add`. */
    get viewedAt() {
        return this.#clock();
    }
    get version() {
        return this.#version;
    }
    get size() {
        return this.#sessions.size + this.#tokens.size + this.#accounts.size;
    }
    revokes({ jti, sid, sub, iat }) {
        const now = this.#clock();
        if (now < this.#forgotAt - clockTolerance)
            this.#goBack(now);
        if (sid !== undefined && this.#sessions.has(sid))
            return true;
        if (this.#tokens.has(jti) || iat <= this.#refusedUntil)
            return true;
        const account = this.#accounts.get(sub);
        return account !== undefined && iat <= account.issuedUntil;
    }
    add({ kind, subject, issuedUntil, revokedAt, expiresAt }) {
        const now = this.#clock();
        if (this.#isOver(expiresAt))
            return;
        this.#version += 1;
        for (let step = 0; step < stepsPerAdd; step += 1)
            this.#walk.next();
        if (this.size >= this.#limit)
            this.#refuseAll(now);
        if (kind === 'account') {
            const known = this.#accounts.get(subject);
            this.#accounts.set(subject, {
                issuedUntil: Math.max(issuedUntil ?? revokedAt, known?.issuedUntil ?? -Infinity),
                expiresAt: Math.max(expiresAt, known?.expiresAt ?? -Infinity),
            });
            return;
        }
        const subjects = kind === 'session' ? this.#sessions : this.#tokens;
        subjects.set(subject, Math.max(Math.ceil(expiresAt), subjects.get(subject) ?? 0));
    }
    async revoke(revocation) {
        this.add(revocation);
    }
    /** The clock was ahead: tokens that had expired by it are good again, and what revoked them is forgotten. */
    #goBack(now) {
        this.#version += 1;
        this.#forgotAt = now;
        this.#refusedUntil = Math.max(this.#refusedUntil, now);
    }
    #refuseAll(now) {
        this.#refusedUntil = now;
        this.#sessions.clear();
        this.#tokens.clear();
        this.#accounts.clear();
    }
    #isOver(expiresAt) {
        const now = this.#clock();
        if (expiresAt > now)
            return false;
        this.#forgotAt = Math.max(this.#forgotAt, now);
        return true;
    }
    /** Goes round and round, one entry a step, and deletes what has expired. */
    *#forgetting() {
        for (;;) {
            for (const subjects of [this.#sessions, this.#tokens]) {
                for (const [subject, expiresAt] of subjects) {
                    if (this.#isOver(expiresAt))
                        subjects.delete(subject);
                    yield;
                }
            }
            for (const [subject, { expiresAt }] of this.#accounts) {
                if (this.#isOver(expiresAt))
                    this.#accounts.delete(subject);
                yield;
            }
            yield;
        }
    }
}
