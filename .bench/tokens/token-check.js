import { seconds, systemClock } from '../clock.js';
import { clockTolerance as defaultTolerance, maxRevocationStaleness, maxTokenLifetime, } from '../defaults.js';
import { AuthError } from '../errors.js';
import { parseJson, verifyJwt } from '../jwt/index.js';
import { jwsAlgorithms } from '../keys/index.js';
import { accessTokenType, flawOf, pickClaims, requiredClaims } from './access-claims.js';
import { deepFreeze } from './deep-freeze.js';
import { applySchema, SchemaMismatch } from './standard-schema.js';
import { VerifiedTokens } from './verified-tokens.js';
/** The check of access tokens, with keys that are at hand. */
export class TokenCheck {
    #keys;
    #jwt;
    #schema;
    #feed;
    #staleAfter;
    #clock;
    #tolerance;
    #verified;
    constructor(keys, options) {
        const { algorithms = jwsAlgorithms, clock = systemClock, maxLifetime = maxTokenLifetime, maxStaleness = maxRevocationStaleness, onStale = 'reject', } = options;
        if (onStale !== 'reject' && onStale !== 'introspect' && onStale !== 'allow') {
            throw new TypeError("onStale: expected 'reject', 'introspect' or 'allow'");
        }
        if (onStale === 'introspect' && options.feed?.introspect === undefined) {
            throw new TypeError("onStale: 'introspect' needs a feed that can ask the issuer");
        }
        const maxAge = seconds(maxStaleness, 'maxStaleness');
        this.#tolerance = seconds(options.clockTolerance ?? defaultTolerance, 'clockTolerance');
        this.#keys = keys;
        this.#schema = options.claims;
        this.#feed = options.feed;
        this.#staleAfter = onStale === 'allow' ? Infinity : maxAge;
        this.#clock = clock;
        this.#verified = new VerifiedTokens(options.cache);
        this.#jwt = {
            issuer: options.issuer,
            audience: options.audience,
            algorithms,
            typ: accessTokenType,
            clock,
            clockTolerance: this.#tolerance,
            maxLifetime: seconds(maxLifetime, 'maxLifetime'),
            requiredClaims,
        };
        this.#checkOptions();
    }
    /** Seconds since the feed was complete; 0 without one. */
    get revocationAge() {
        // Either way: a clock that was set back must not make an old view look new.
        return this.#ageAt(this.#clock());
    }
    #ageAt(now) {
        return this.#feed ? Math.abs(now - this.#feed.viewedAt) : 0;
    }
    /** @param staleAfter seconds; how old the view of revocations may be. @throws {AuthError} */
    verify(token, staleAfter = this.#staleAfter) {
        // Looked at once: asking the time is a tenth of what a token seen before costs.
        const now = this.#clock();
        const verified = this.#remembered(token, now) ?? this.#verifyAnew(token);
        this.#refuseRevoked(verified, now, staleAfter);
        return verified.claims;
    }
    /**
     * The claims of a token of ours, though it may have expired or been revoked.
     *
     * @throws {AuthError}
     */
    identify(token) {
        try {
            return registeredOf(verifyJwt(token, this.#keys, this.#jwt).claims);
        }
        catch (error) {
            if (!(error instanceof AuthError && error.code === 'token_expired'))
                throw error;
        }
        // Everything is checked again as it was just before the token expired.
        const clock = () => unverifiedExpiry(token) - 0.001;
        return registeredOf(verifyJwt(token, this.#keys, { ...this.#jwt, clock }).claims);
    }
    /** Of a token seen before only what time and the key ring may have changed is looked at again. */
    #remembered(token, now) {
        const known = this.#verified.find(token);
        if (known === undefined)
            return undefined;
        if (now < known.expiresAt &&
            now >= known.notBefore &&
            this.#keys.verificationKey(known.kid) === known.key) {
            return known;
        }
        this.#verified.delete(token);
        return undefined;
    }
    /** `jwt` looks at its options before it looks at a token, so that no token finds them wrong first. */
    #checkOptions() {
        try {
            verifyJwt('', this.#keys, this.#jwt);
        }
        catch (error) {
            if (!(error instanceof AuthError))
                throw error;
        }
    }
    #verifyAnew(token) {
        const { header, claims } = verifyJwt(token, this.#keys, this.#jwt);
        const { kid = '' } = header;
        const key = this.#keys.verificationKey(kid);
        // verifyJwt had it a moment ago, and nothing else has run since.
        if (key === undefined)
            throw new AuthError('key_unknown', 'the token names no key that we know');
        const { exp, iat = exp, nbf = iat } = claims;
        const verified = {
            claims: this.#withOwnClaims(claims),
            kid,
            key,
            notBefore: Math.max(iat, nbf) - this.#tolerance,
            expiresAt: exp,
            unrevokedAt: undefined,
        };
        this.#verified.add(token, verified, this.#clock());
        return verified;
    }
    #withOwnClaims(claims) {
        const registered = registeredOf(claims);
        // Without a schema nothing is said about the application's own.
        if (this.#schema === undefined)
            return Object.freeze(registered);
        try {
            const own = applySchema(this.#schema, pickClaims(claims, false));
            // Picked once more: what a schema makes up must not stand in for a registered claim.
            const picked = { ...pickClaims({ ...own }, false), ...pickClaims(registered, true) };
            return deepFreeze(picked); // the schema's output, and `registered`
        }
        catch (error) {
            if (!(error instanceof SchemaMismatch))
                throw error;
            throw new AuthError('claims_invalid', error.message, { cause: error });
        }
    }
    /** On every call: nothing that was found before makes a revocation wait. */
    #refuseRevoked(verified, now, staleAfter) {
        const feed = this.#feed;
        if (feed === undefined)
            return;
        const { version } = feed;
        if (version === undefined || version !== verified.unrevokedAt) {
            if (feed.revokes(verified.claims))
                throw new AuthError('token_revoked', 'the token is revoked');
            verified.unrevokedAt = version;
        }
        if (!(this.#ageAt(now) <= staleAfter)) {
            throw new AuthError('revocations_stale', 'nothing is known of the latest revocations', {
                retryAfter: 1,
            });
        }
    }
}
/** @throws {AuthError} `claims_malformed`. */
function registeredOf(claims) {
    const flaw = flawOf(claims);
    if (flaw !== undefined)
        throw new AuthError('claims_malformed', flaw);
    // Proved here, and by verifyJwt with requiredClaims.
    return { scope: '', ...claims };
}
/** Only good for asking again. */
function unverifiedExpiry(token) {
    const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url');
    const { exp } = Object(parseJson(payload.toString()));
    return Number(exp);
}
