import { decodeBase64url, decodeUtf8 } from '../bytes.js';
import { systemClock } from '../clock.js';
import { clockTolerance } from '../defaults.js';
import { AuthError } from '../errors.js';
import { json } from '../signing/index.js';
import { time } from './database.js';
import { typed, UsageError } from './failures.js';
import { asksDatabase, verifyAccessToken } from './inspect-own.js';
import { ofJwts, verifySignature } from './jwt-kind.js';
import { unverified, verdictOf } from './report.js';
import { strangeFlag } from './signing-flags.js';
/** An access token or any other JWT; `undefined` for what is none, or more likely a JWS of itsdangerous. */
export async function inspectJwt(token, call, { flags, key }) {
    const [header, claims] = token.split('.').length === 3 ? token.split('.').map(membersOf) : [];
    if (typeof header?.['alg'] !== 'string' || !claims)
        return undefined;
    if (isOfItsdangerous({ token, header, claims }))
        return undefined;
    const { iss, iat, exp } = claims;
    const said = {
        kind: isAccessToken(header) ? 'access token' : 'jwt',
        header,
        claims,
        issued: dateOf(iat),
        expires: dateOf(exp),
    };
    if (key !== undefined) {
        const strange = strangeFlag(flags, ofJwts);
        if (strange)
            throw new UsageError(`${strange}: means nothing for a JWT`);
        const verdict = await verdictOf(() => {
            typed(() => verifySignature(token, String(header['alg']), { ...flags, key }));
            checkClaims(claims, call);
        });
        return { ...said, ...verdict };
    }
    if (!asksDatabase(call))
        return { ...said, ...unverified };
    return { ...said, ...(await verifyAccessToken(token, iss, call)) };
}
/** RFC 9068 §2.1, RFC 7515 §4.1.9. */
const isAccessToken = ({ typ }) => /^(application\/)?at\+jwt$/i.test(String(typ));
const registered = ['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti'];
/** Its timed JWS have their times in the header. The others say nothing but `alg` there, as some JWTs do. */
function isOfItsdangerous({ header, claims }) {
    const { alg, iat, exp, ...others } = header;
    const canBe = alg === 'none' || /^HS(256|384|512)$/.test(String(alg));
    if (!canBe || iat !== undefined || exp !== undefined)
        return canBe;
    return Object.keys(others).length === 0 && !registered.some((name) => Object.hasOwn(claims, name));
}
const refuse = (code, message) => {
    throw new AuthError(code, message);
};
/** RFC 7519 §4.1, as far as the claims are there: what others issue need not have them all. */
function checkClaims({ iss, aud, exp, nbf }, { config, sources }) {
    const now = systemClock();
    for (const date of [exp, nbf]) {
        if (date === undefined || (typeof date === 'number' && Number.isFinite(date)))
            continue;
        refuse('claims_malformed', 'exp or nbf is not a time');
    }
    if (exp !== undefined && !(now < Number(exp)))
        refuse('token_expired', 'the token has expired');
    if (nbf !== undefined && !(Number(nbf) <= now + clockTolerance)) {
        refuse('token_not_yet_valid', 'the token is from the future');
    }
    if (config.issuer !== undefined && iss !== config.issuer) {
        refuse('issuer_mismatch', 'the token is from another issuer');
    }
    const audiences = Array.isArray(aud) ? aud : [aud];
    if (sources.audience !== 'default' && !audiences.includes(config.audience)) {
        refuse('audience_mismatch', 'the token is for another audience');
    }
}
function dateOf(seconds) {
    const valid = typeof seconds === 'number' && Math.abs(seconds) <= 8_640_000_000_000; // what a Date holds
    return valid ? time(seconds) : undefined;
}
function membersOf(part) {
    try {
        const value = json.loads(decodeUtf8(decodeBase64url(part) ?? new Uint8Array()) ?? '');
        return typeof value === 'object' && value !== null && !Array.isArray(value)
            ? { ...value }
            : undefined;
    }
    catch {
        return undefined;
    }
}
