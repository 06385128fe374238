import { encodeUtf8, decodeUtf8, encodeBase64url } from '../bytes.js';
import { seconds, systemClock } from '../clock.js';
import { accessTokenLifetime, clockTolerance } from '../defaults.js';
import { AuthError } from '../errors.js';
import { parseJson, signJwt, verifyCompact } from '../jwt/index.js';
import { importJwk } from '../keys/index.js';
import { isLive } from '../sessions/index.js';
import { applySchema, SchemaMismatch } from '../tokens/index.js';
export function createShortTokens(auth, options) {
    const { accessToken, clock = systemClock, allowTokensWithoutSession = false } = options;
    const lifetime = seconds(options.lifetime ?? accessTokenLifetime, 'lifetime');
    const jwk = {
        kty: 'oct',
        alg: 'HS256',
        k: encodeBase64url(encodeUtf8(options.secretKey)),
    };
    const key = importJwk(jwk, 'sign');
    const keys = { keys: [jwk] };
    return {
        issue(source) {
            const { own } = accessToken.describe(source);
            const iat = Math.floor(clock());
            const exp = Math.floor(Math.min(iat + lifetime, source.session.expiresAt));
            return signJwt({ ...own, sid: source.session.id, iat, exp }, key);
        },
        async verify(token) {
            const { header, payload } = verifyCompact(token, keys, { algorithms: ['HS256'] });
            const claims = objectOf(payload);
            if ((header.typ ?? 'JWT') !== 'JWT') {
                throw new AuthError('token_type_mismatch', 'the token is of another type');
            }
            checkTimes(claims, clock());
            if (claims['aud'] !== undefined) {
                throw new AuthError('audience_mismatch', 'the token is for an audience, and here is none');
            }
            const own = ownClaims(claims);
            const { sid } = claims;
            if (typeof sid === 'string')
                return { claims: own, sessionId: sid, account: await owner(sid) };
            if (allowTokensWithoutSession)
                return { claims: own, sessionId: undefined, account: undefined };
            throw new AuthError('session_unknown', 'the token belongs to no session');
        },
    };
    async function owner(sid) {
        const found = await auth.sessions.find(sid);
        if (!found || !isLive(found)) {
            throw new AuthError('session_ended', 'the session of the token is over');
        }
        if (found.account.disabledAt === undefined)
            return found.account;
        throw new AuthError('account_disabled', 'the account of the token is disabled');
    }
    function ownClaims(claims) {
        if (accessToken.schema === undefined)
            return claims; // no schema: nothing is said about them
        try {
            return applySchema(accessToken.schema, claims);
        }
        catch (error) {
            if (!(error instanceof SchemaMismatch))
                throw error;
            throw new AuthError('claims_invalid', error.message, { cause: error });
        }
    }
}
function objectOf(payload) {
    const text = decodeUtf8(payload);
    const value = text === undefined ? undefined : parseJson(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
        return Object.fromEntries(Object.entries(value));
    }
    throw new AuthError('claims_malformed', 'the claims are not a JSON object');
}
/** What the original leaves out: `exp` has to be there, and `iat` must not lie ahead. */
function checkTimes({ exp, iat, nbf }, now) {
    if (exp === undefined)
        throw new AuthError('claim_missing', 'the token never expires');
    for (const date of [exp, iat ?? 0, nbf ?? 0]) {
        if (typeof date !== 'number' || !Number.isFinite(date)) {
            throw new AuthError('claims_malformed', 'a date of the token is no number');
        }
    }
    if (Number(exp) <= now)
        throw new AuthError('token_expired', 'the token has expired');
    if (Math.max(Number(iat ?? 0), Number(nbf ?? 0)) > now + clockTolerance) {
        throw new AuthError('token_not_yet_valid', 'the token is from the future');
    }
}
