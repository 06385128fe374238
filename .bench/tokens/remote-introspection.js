import { introspectionTimeout, introspectionsAtOnce, maxIntrospectionBytes } from '../defaults.js';
import { AuthError } from '../errors.js';
import { parseJson } from '../jwt/index.js';
import { boundedText } from './bounded-text.js';
/** Asks the issuer about tokens, RFC 7662; about each once at a time, and about so many at once. */
export class RemoteIntrospection {
    #options;
    #asking = new Map();
    constructor(options) {
        this.#options = options;
    }
    /** @throws {AuthError} `revocations_stale` when the issuer does not say. */
    isActive(token) {
        const asked = this.#asking.get(token);
        if (asked)
            return asked;
        if (this.#asking.size >= introspectionsAtOnce)
            return Promise.reject(unknown());
        const asking = this.#ask(token).finally(() => this.#asking.delete(token));
        this.#asking.set(token, asking);
        return asking;
    }
    async #ask(token) {
        const { url, credential, fetch } = this.#options;
        try {
            const response = await fetch(url, {
                method: 'POST',
                headers: {
                    authorization: `Bearer ${credential}`,
                    accept: 'application/json',
                    'content-type': 'application/x-www-form-urlencoded',
                },
                body: new URLSearchParams({ token, token_type_hint: 'access_token' }).toString(),
                redirect: 'error',
                signal: AbortSignal.timeout(introspectionTimeout * 1_000),
            });
            if (response.status !== 200) {
                await response.body?.cancel();
                throw new Error(`introspection was answered with status ${response.status}`);
            }
            const text = await boundedText(response, maxIntrospectionBytes);
            const { active } = Object(parseJson(text));
            return active === true;
        }
        catch (error) {
            throw unknown(error);
        }
    }
}
const unknown = (cause) => new AuthError('revocations_stale', 'the issuer does not say whether the token is revoked', {
    cause,
    retryAfter: 1,
});
