// The ladder of itsdangerous. What an error carries came from a stranger: it stands behind getters,
// so that a logger which prints an error's own properties does not print it.
import { AuthError } from '../errors.js';
/** Whatever was wrong with signed data. Code: `token_malformed`, unless a class below says otherwise. */
export class BadData extends AuthError {
    name = 'BadData';
    constructor(message, options = {}) {
        super(options.code ?? 'token_malformed', message, options);
    }
}
/** The signature is missing or not ours. Code: `signature_invalid`. */
export class BadSignature extends BadData {
    name = 'BadSignature';
    #payload;
    constructor(message, options = {}) {
        super(message, { code: 'signature_invalid', ...options });
        this.#payload = options.payload;
    }
    /**
     * What the signature was for, **unverified**: bytes, or the value itself where a JWS was well signed
     * and yet refused. `undefined` where there is none.
     */
    get payload() {
        return this.#payload;
    }
}
/** A signature with a time, and one of the two is wrong. Code: `signature_invalid`. */
export class BadTimeSignature extends BadSignature {
    name = 'BadTimeSignature';
    #dateSigned;
    constructor(message, options = {}) {
        super(message, options);
        this.#dateSigned = options.dateSigned;
    }
    /**
     * When it claims to have been signed. A number, as it stands in the token and without its epoch, where
     * the signature is wrong in an era before `2.x`: so it was upstream.
     */
    get dateSigned() {
        return this.#dateSigned;
    }
}
/** Well signed, but too long ago (or in the future). Code: `token_expired`. */
export class SignatureExpired extends BadTimeSignature {
    name = 'SignatureExpired';
    constructor(message, options = {}) {
        super(message, { code: 'token_expired', ...options });
    }
}
/** A JWS whose header cannot be read or says something else than expected. Code: `token_malformed`. */
export class BadHeader extends BadSignature {
    name = 'BadHeader';
    #header;
    constructor(message, options = {}) {
        super(message, { code: 'token_malformed', ...options });
        this.#header = options.header;
    }
    /** The header, where there was one to read. */
    get header() {
        return this.#header;
    }
    /** What made it unreadable: the same as `cause`. */
    get originalError() {
        return this.cause;
    }
}
/**
 * What was signed cannot be read. **Not** a {@link BadSignature}, as upstream: catch {@link BadData}
 * for everything. Code: `payload_malformed`.
 */
export class BadPayload extends BadData {
    name = 'BadPayload';
    constructor(message, options = {}) {
        super(message, { code: 'payload_malformed', ...options });
    }
    /** What made it unreadable: the same as `cause`. */
    get originalError() {
        return this.cause;
    }
}
