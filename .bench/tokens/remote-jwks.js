import { jwksCooldown, jwksMaxAge, jwksMaxStale, jwksRetry, jwksTimeout, maxJwksBytes, } from '../defaults.js';
import { AuthError } from '../errors.js';
import { parseJson } from '../jwt/index.js';
import { importJwkSet } from '../keys/index.js';
import { boundedText } from './bounded-text.js';
import { issuerAddress } from './issuer-address.js';
/**
 * The JWK Set at an address, fetched when it is first needed and kept current. From half its
 * max-age on it is fetched again beside what it serves; beyond its max-age, before. While the address
 * does not answer well, the last good set serves on until it is `jwksMaxStale` old.
 */
export class RemoteJwks {
    #url;
    #options;
    #keys = new Map();
    #fetchedAt = -Infinity;
    #askedAt = -Infinity;
    #fetching;
    #failure;
    constructor(url, options) {
        this.#url = issuerAddress(url, 'jwksUri', { ...options, allowPrivate: true });
        this.#options = options;
    }
    verificationKey(kid) {
        return this.#isUsable() ? this.#keys.get(kid)?.key : undefined;
    }
    /** Whether what is here may be used without asking. */
    isCurrent() {
        return this.#isUsable() && (this.#age() <= jwksMaxAge || !this.mayAsk());
    }
    /** Whether asking again makes sense: a flood of unknown key ids must not become a flood of fetches. */
    mayAsk() {
        const pause = this.#isUsable() ? jwksCooldown : jwksRetry;
        return Math.abs(this.#options.clock() - this.#askedAt) >= pause;
    }
    /** Fetches beside the caller when the set is halfway to its max-age. */
    refreshAhead() {
        if (this.#age() > jwksMaxAge / 2 && this.mayAsk())
            this.refresh().catch(() => { });
    }
    /**
     * Fetches the set, unless that was tried just now; callers share one fetch.
     *
     * @throws {AuthError} `keys_unavailable` when there is no set that may be used.
     */
    async refresh() {
        if (this.mayAsk())
            this.#fetching ??= this.#load();
        await this.#fetching;
        if (this.#isUsable())
            return;
        throw new AuthError('keys_unavailable', 'the JWK Set of the issuer cannot be had', {
            cause: this.#failure,
            retryAfter: jwksRetry,
        });
    }
    #age() {
        return Math.abs(this.#options.clock() - this.#fetchedAt);
    }
    #isUsable() {
        return this.#age() <= jwksMaxStale;
    }
    /** Never rejects: a failure is told to the operator, and the last good set stays. */
    async #load() {
        this.#askedAt = this.#options.clock();
        try {
            this.#keys = usableKeys(await this.#fetch(), this.#options.algorithms, this.#keys);
            this.#fetchedAt = this.#askedAt;
        }
        catch (error) {
            this.#failure = error;
            this.#options.onError(error);
        }
        finally {
            this.#fetching = undefined;
        }
    }
    async #fetch() {
        const abort = new AbortController();
        try {
            const response = await this.#options.fetch(this.#url, {
                headers: { accept: 'application/jwk-set+json, application/json' },
                redirect: 'error', // it could lead from https to http, or into a network of ours
                signal: AbortSignal.any([abort.signal, AbortSignal.timeout(jwksTimeout * 1_000)]),
            });
            if (response.status !== 200) {
                throw new Error(`the JWK Set was answered with status ${response.status}`);
            }
            return parseJson(await boundedText(response, maxJwksBytes));
        }
        finally {
            abort.abort(); // lets go of an answer that was not read to its end
        }
    }
}
/** @throws {TypeError} when it is not a JWK Set with at least one key that a token may be signed with. */
function usableKeys(value, algorithms, previous) {
    const { keys } = value ?? {};
    if (!Array.isArray(keys))
        throw new TypeError('JWK Set: expected an object with a list of "keys"');
    // A secret that was published is none.
    const published = keys.filter((jwk) => jwk?.kty !== 'oct');
    const set = importJwkSet({ keys: published }, algorithms && { algorithms });
    const usable = new Map();
    for (const jwk of published) {
        const key = typeof jwk?.kid === 'string' ? set.verificationKey(jwk.kid) : undefined;
        if (key?.kid === undefined)
            continue;
        const text = JSON.stringify(jwk);
        const known = previous.get(key.kid);
        usable.set(key.kid, known?.text === text ? known : { key, text });
    }
    if (usable.size === 0)
        throw new TypeError('JWK Set: expected at least one usable key with a kid');
    return usable;
}
