import { AuthError } from '../errors.js';
const isText = (value) => typeof value === 'string' && value !== '';
// JSON has no NaN, but it has 1e400, which is Infinity and would never expire.
const isDate = (value) => typeof value === 'number' && Number.isFinite(value) && value >= 0;
/** RFC 7519 §4.1, RFC 8693 §4.2 and §4.3, RFC 9068 §2.2, OpenID Connect front-channel `sid`. */
const types = [
    ['iss', isText],
    ['sub', isText],
    ['aud', (aud) => (Array.isArray(aud) ? aud.length > 0 && aud.every(isText) : isText(aud))],
    ['exp', (exp) => isDate(exp) && exp !== 0],
    ['nbf', isDate],
    ['iat', isDate],
    ['jti', isText],
    ['client_id', isText],
    ['scope', (scope) => typeof scope === 'string'],
    ['sid', isText],
    ['auth_time', isDate],
];
const always = ['iss', 'aud', 'exp'];
const refuse = (code, message) => {
    throw new AuthError(code, message);
};
/**
 * Checks that the claims are there and of their types, whether or not anyone asks for their values:
 * a check that passes over what it does not expect is one that an attacker can leave out.
 *
 * @throws {AuthError} `claim_missing` or `claims_malformed`.
 */
export function checkTypes(claims, required) {
    for (const name of always)
        checkPresence(claims, name);
    for (const name of required)
        checkPresence(claims, name);
    for (const [name, isRight] of types) {
        // JSON has no undefined, and no object inherits any of these names.
        const value = claims[name];
        if (value !== undefined && !isRight(value)) {
            refuse('claims_malformed', `the claim ${name} is of the wrong type`);
        }
    }
}
function checkPresence(claims, name) {
    if (!Object.hasOwn(claims, name))
        refuse('claim_missing', `the token has no claim ${name}`);
}
/**
 * RFC 7519 §4.1.4 to §4.1.6. Every comparison is written so that a clock that says NaN refuses.
 *
 * @throws {AuthError} `token_expired`, `token_not_yet_valid`, `claims_invalid`, `claim_missing` or
 *   `token_lifetime_too_long`.
 */
export function checkTimes({ exp, nbf, iat }, rules) {
    const { now, clockTolerance, maxLifetime } = rules;
    if (!(now < exp))
        refuse('token_expired', 'the token has expired');
    const latest = now + clockTolerance;
    if ((nbf !== undefined && !(nbf <= latest)) || (iat !== undefined && !(iat <= latest))) {
        refuse('token_not_yet_valid', 'the token is from the future');
    }
    if (nbf !== undefined && nbf > exp)
        refuse('claims_invalid', 'the token ends before it begins');
    if (maxLifetime === undefined)
        return;
    if (iat === undefined)
        return refuse('claim_missing', 'the token has no claim iat');
    if (exp - iat > maxLifetime) {
        refuse('token_lifetime_too_long', 'the token lives longer than tokens here may');
    }
}
/**
 * RFC 7519 §4.1.1 and §4.1.3: the whole string, or one whole member of the list.
 *
 * @throws {AuthError} `issuer_mismatch` or `audience_mismatch`.
 */
export function checkParties({ iss, aud }, issuer, audience) {
    if (iss !== issuer)
        refuse('issuer_mismatch', 'the token is from another issuer');
    if (aud !== audience && !(typeof aud !== 'string' && aud.includes(audience))) {
        refuse('audience_mismatch', 'the token is for another audience');
    }
}
