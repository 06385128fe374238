import { flaskSessionMaxAge } from '../defaults.js';
import { BadPayload } from './errors.js';
import { taggedJson } from './tagged-json.js';
import { URLSafeTimedSerializer } from './url-safe.js';
function serializerOf(options) {
    const { secretKey, ...rest } = options;
    return new URLSafeTimedSerializer(secretKey, {
        salt: 'cookie-session',
        ...rest,
        serializer: taggedJson,
        signerOptions: { keyDerivation: 'hmac', digestMethod: 'sha1' },
    });
}
export function readFlaskSession(cookie, options) {
    const { maxAge = flaskSessionMaxAge, ...rest } = options;
    const session = serializerOf(rest).loads(cookie, { maxAge });
    if (session instanceof Map || isPlainObject(session))
        return session;
    throw new BadPayload('the session is not an object');
}
/**
 * The cookie that Flask would make of a session, byte for byte. A number without a fraction is an int;
 * {@link PythonFloat} and {@link FlaskValue} are for what JavaScript has not.
 *
 * @throws {TypeError} for what a session cannot hold.
 */
export const writeFlaskSession = (session, options) => serializerOf(options).dumps(session);
const isPlainObject = (value) => typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
