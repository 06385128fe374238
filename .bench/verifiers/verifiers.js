import { createHmac } from 'node:crypto';
import { maxRetryAfter, verifierAllowance, verifiersKept } from '../defaults.js';
import { AuthError } from '../errors.js';
import { randomId } from '../random.js';
import { claimedId, credentialHash, isCredential, newCredential } from './credential.js';
export const createVerifiers = (options) => new StoredVerifiers(options);
class StoredVerifiers {
    #options;
    constructor(options) {
        this.#options = options;
    }
    async add(name) {
        const { store, clock } = this.#options;
        if (!/^[\w.-]{1,64}$/.test(name)) {
            throw new RangeError('name: expected 1 to 64 of A-Z a-z 0-9 . _ -');
        }
        if ((await store.listVerifiers()).length >= verifiersKept) {
            throw new RangeError(`expected at most ${verifiersKept} verifiers: remove one first`);
        }
        const id = randomId();
        const credential = newCredential(id);
        const record = {
            id,
            name,
            credentialHash: credentialHash(credential),
            createdAt: clock(),
        };
        if (!(await store.insertVerifier(record))) {
            throw new AuthError('verifier_exists', 'there is a verifier of that name');
        }
        return { ...registered(record), credential };
    }
    async list() {
        return (await this.#options.store.listVerifiers()).map(registered);
    }
    remove(name) {
        return this.#options.store.deleteVerifier(name);
    }
    async authenticate(credential, { network }) {
        const id = claimedId(credential);
        const found = id === undefined ? undefined : await this.#options.store.findVerifier(id);
        if (found && isCredential(credential, found.credentialHash))
            return registered(found);
        await this.#countWrong(network);
        throw new AuthError('verifier_unknown', 'the credential is of no registered verifier');
    }
    async #countWrong(network) {
        const { store, clock, limitsSecret } = this.#options;
        const key = createHmac('sha256', limitsSecret)
            .update(`verifier\0${network}`)
            .digest('base64url');
        const wait = await store.spendBudgets([{ key, ...verifierAllowance }], clock());
        if (wait === 0)
            return;
        const retryAfter = Math.min(maxRetryAfter, Math.ceil(wait));
        throw new AuthError('rate_limited', 'too many wrong verifier credentials', { retryAfter });
    }
}
const registered = ({ id, name, createdAt }) => ({
    id,
    name,
    createdAt,
});
