import { flaskSessionMaxAge } from '../defaults.js';
import { JSONWebSignatureSerializer, readRememberCookie, Serializer, Signer, TimedJSONWebSignatureSerializer, TimedSerializer, TimestampSigner, URLSafeSerializer, URLSafeTimedSerializer, writeRememberCookie, } from '../signing/index.js';
import { UsageError } from './failures.js';
import { ageOf, optionsOf, serialized, signed, timed, untimed, } from './signed-kind.js';
const timestampSigner = signed(TimestampSigner, (signer, token, { maxAge }) => signer.unsign(token, ageOf(maxAge)));
/** What Python has in `SecureCookieSessionInterface`. Its tags stay in the JSON, where nothing of them is lost. */
const flaskSession = timed(URLSafeTimedSerializer, {
    salt: 'cookie-session',
    keyDerivation: 'hmac',
    format: { ensureAscii: true, sortKeys: true },
    maxAge: flaskSessionMaxAge,
});
const rememberCookie = {
    takes: ['digestMethod'],
    sign(payload, { key: secretKey, digestMethod: given }) {
        const digestMethod = rememberDigest(given);
        return writeRememberCookie(payload, { secretKey, ...(digestMethod && { digestMethod }) });
    },
    verify(token, { key: secretKey, digestMethod: given }) {
        const digest = rememberDigest(given);
        return readRememberCookie(token, { secretKey, ...(digest && { digestMethods: [digest] }) });
    },
    peek: (token) => token.slice(0, token.lastIndexOf('|')),
};
function rememberDigest(given) {
    if (given === undefined || given === 'sha1' || given === 'sha512')
        return given;
    throw new UsageError('--digest: expected sha1 or sha512 for a remember cookie');
}
/** `none`, which is no signature, is left out. */
function jwsOptions(by) {
    const { algorithm: algorithmName } = by;
    if (algorithmName === undefined)
        return optionsOf(by);
    if (algorithmName === 'HS256' || algorithmName === 'HS384' || algorithmName === 'HS512') {
        return { ...optionsOf(by), algorithmName };
    }
    throw new UsageError('--algorithm: expected HS256, HS384 or HS512 for a JWS of itsdangerous');
}
/** What itsdangerous, Flask and Flask-Login sign, by the name it has as `--kind`. */
export const signedKinds = {
    'url-safe-timed': timed(URLSafeTimedSerializer),
    'url-safe': untimed(URLSafeSerializer),
    timed: timed(TimedSerializer),
    serializer: untimed(Serializer),
    signer: signed(Signer, (signer, token) => signer.unsign(token)),
    'timestamp-signer': { ...timestampSigner, takes: [...timestampSigner.takes, 'maxAge'] },
    jws: serialized(['salt', 'era', 'algorithm'], (by) => new JSONWebSignatureSerializer(by.key, jwsOptions(by))),
    'timed-jws': serialized(['salt', 'era', 'algorithm', 'expiresIn'], (by) => {
        const { expiresIn } = by;
        const lifetime = expiresIn === undefined ? {} : { expiresIn };
        return new TimedJSONWebSignatureSerializer(by.key, { ...jwsOptions(by), ...lifetime });
    }),
    'flask-session': flaskSession,
    'remember-cookie': rememberCookie,
};
