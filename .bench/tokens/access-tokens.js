import { seconds, systemClock } from '../clock.js';
import { accessTokenLifetime, clockTolerance, lifetimeJitter } from '../defaults.js';
import { AuthError } from '../errors.js';
import { signJwt } from '../jwt/index.js';
import { importJwk, thumbprint } from '../keys/index.js';
import { randomId } from '../random.js';
import { accessTokenType } from './access-claims.js';
import { plainAccessToken } from './definition.js';
import { checkedOwnClaims, checkedSubject } from './issued-claims.js';
import { createRevocationSet } from './revocation-set.js';
import { TokenCheck } from './token-check.js';
/**
 * Access tokens with claims of one's own, for Latchkey's sessions or for any refresh token an
 * application has: nothing is assumed about it, and nothing is stored.
 *
 * @example
 * const tokens = createAccessTokens({ definition: shortlivedToken, issuer, audience, keys: privateJwk })
 * // renew: exchange your refresh token for a short-lived one
 * const { token } = tokens.issue(refreshToken)
 * // a guarded request
 * const claims = authRequired(parseAuthorization(request, tokens))
 * // sign out: both are refused at once
 * await tokens.revoke({ sid: refreshToken.id })
 */
export const createAccessTokens = (options) => new IssuedTokens(options);
class IssuedTokens {
    lifetime;
    #issuer;
    #audience;
    #definition;
    #keys;
    #feed;
    #clock;
    #random;
    #check;
    constructor(options) {
        const { clock = systemClock, lifetime = accessTokenLifetime } = options;
        this.lifetime = seconds(lifetime, 'lifetime');
        if (this.lifetime < 1)
            throw new RangeError('lifetime: expected at least 1 second');
        this.#issuer = options.issuer;
        this.#audience = options.audience;
        // Without a definition the type parameters have their defaults.
        this.#definition =
            options.definition ?? plainAccessToken;
        this.#keys = 'signingKey' in options.keys ? options.keys : singleKey(options.keys);
        this.#feed = options.feed ?? createRevocationSet({ clock });
        this.#clock = clock;
        this.#random = options.random ?? Math.random;
        this.#check = new TokenCheck(this.#keys, {
            ...options,
            feed: this.#feed,
            maxLifetime: this.lifetime,
            claims: this.#definition.schema,
        });
    }
    issue(source) {
        const { subject, own, readAt, endsAt = Infinity } = this.#definition.describe(source);
        const now = this.#clock();
        const iat = Math.floor(Math.min(readAt ?? now, now));
        const lifetime = Math.ceil(this.lifetime * (1 - lifetimeJitter * this.#random()));
        const exp = Math.floor(Math.min(iat + lifetime, endsAt));
        if (exp <= now)
            throw new AuthError('session_expired', 'the session is over');
        const claims = {
            iss: this.#issuer,
            aud: this.#audience,
            exp,
            iat,
            jti: randomId(),
            ...checkedSubject(subject),
            ...checkedOwnClaims(own, this.#definition.schema),
        };
        const token = signJwt(claims, this.#keys.signingKey(), { typ: accessTokenType });
        return { token, expiresIn: Math.floor(exp - now) };
    }
    verify(token) {
        return this.#check.verify(token);
    }
    identify(token) {
        return this.#check.identify(token);
    }
    async revoke(subject) {
        const named = nameOf(subject);
        const now = this.#clock();
        await this.#feed.revoke({
            ...named,
            issuedUntil: named.kind === 'account' ? now : undefined,
            revokedAt: now,
            // Nodes whose clock is ahead may have issued what is to be refused a little later than now.
            expiresAt: now + this.lifetime + clockTolerance,
        });
    }
}
function nameOf(subject) {
    const { jti, sid, sub } = subject;
    if (jti !== undefined)
        return { kind: 'token', subject: jti };
    if (sid !== undefined)
        return { kind: 'session', subject: sid };
    if (sub !== undefined)
        return { kind: 'account', subject: sub };
    throw new TypeError('revoke: expected a jti, a sid or a sub');
}
function singleKey(jwk) {
    const kid = jwk.kid ?? thumbprint(jwk);
    const key = importJwk({ ...jwk, kid }, 'sign');
    return {
        signingKey: () => key,
        verificationKey: (named) => (named === kid ? key : undefined),
    };
}
