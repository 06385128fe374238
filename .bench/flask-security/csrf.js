import { createHash, randomBytes } from 'node:crypto';
import { equalSecrets, encodeUtf8 } from '../bytes.js';
import { flaskCsrfMaxAge } from '../defaults.js';
import { AuthError } from '../errors.js';
import { URLSafeTimedSerializer } from '../signing/index.js';
import { messages } from './messages.js';
/** Its name in the session and in forms. */
const field = 'csrf_token';
export function createCsrfTokens(secretKey, signing) {
    const serializer = new URLSafeTimedSerializer(secretKey, { ...signing, salt: 'wtf-csrf-token' });
    return {
        issue(session) {
            let secret = session.text(field);
            if (secret === undefined) {
                secret = createHash('sha1').update(randomBytes(64)).digest('hex');
                session.set(field, secret);
            }
            return serializer.dumps(secret);
        },
        flawOf(token, session) {
            const secret = session.text(field);
            if (!token)
                return messages.csrfMissing;
            if (secret === undefined)
                return 'The CSRF session token is missing.';
            try {
                const value = serializer.loads(token, { maxAge: flaskCsrfMaxAge });
                if (typeof value === 'string' && equalSecrets(encodeUtf8(value), encodeUtf8(secret))) {
                    return undefined;
                }
                return 'The CSRF tokens do not match.';
            }
            catch (error) {
                if (!(error instanceof AuthError))
                    throw error;
                return error.code === 'token_expired' ? 'The CSRF token has expired.' : messages.csrfInvalid;
            }
        },
    };
}
