import { AuthError } from '../errors.js';
import { PythonFloat, URLSafeTimedSerializer } from '../signing/index.js';
export function createFlaskTokens({ secretKey, tokenSalt = 'remember-salt' }, generation, maxAge, signing) {
    const serializer = new URLSafeTimedSerializer(secretKey, { ...signing, salt: tokenSalt });
    return {
        issue: (content) => serializer.dumps(payloadOf(content, generation)),
        read(token) {
            const limit = maxAge === undefined ? {} : { maxAge };
            const [value, signed] = serializer.loads(token, { ...limit, returnTimestamp: true });
            const content = generation.isFirst ? readFirst(value) : readPayload(value, generation);
            if (!content)
                throw new AuthError('payload_malformed', 'the payload is not that of a token');
            const { expiresAt, ...rest } = content;
            const signedAt = signed.getTime() / 1_000;
            const now = signing.clock?.() ?? Date.now() / 1_000;
            if (expiresAt !== undefined && expiresAt > 0 && expiresAt < now) {
                throw new AuthError('token_expired', 'the token is over');
            }
            return { ...rest, signedAt };
        },
    };
}
/**
 * Where the token belongs to a session its id stands where an unmodified Flask-Security looks at nothing: in the list
 * of three that 3.x made and all later ones accept, behind the two of 1.7, beside the members of the newest.
 */
function payloadOf({ uniquifier, sessionId, authenticatedAt }, generation) {
    if (generation.name === 'newest') {
        const session = sessionId === undefined ? {} : { lk_sid: sessionId };
        return {
            ver: '5',
            uid: uniquifier,
            fs_paa: new PythonFloat(authenticatedAt ?? 0),
            exp: 0,
            ...session,
        };
    }
    if (generation.isFirst) {
        const [row, digest] = uniquifier.split(/\.(.*)/s);
        return sessionId === undefined ? [row, digest] : [row, digest, sessionId];
    }
    return sessionId === undefined ? [uniquifier] : [sessionId, '', uniquifier];
}
function readFirst(value) {
    if (!isTexts(value))
        return undefined;
    const [row, digest, sessionId] = value;
    if (row === undefined || digest === undefined)
        return undefined;
    return { uniquifier: `${row}.${digest}`, sessionId, authenticatedAt: undefined };
}
function readPayload(value, generation) {
    if (isTexts(value)) {
        const uniquifier = value[value.length === 1 ? 0 : 2];
        // Of 3.x the first is the id of the row, a number; ours is the id of a session.
        const sessionId = /^[\w-]{22}$/.test(value[0] ?? '') && value.length === 3 ? value[0] : undefined;
        return uniquifier === undefined
            ? undefined
            : { uniquifier, sessionId, authenticatedAt: undefined };
    }
    if (generation.name !== 'newest' || typeof value !== 'object' || value === null)
        return undefined;
    const { ver, uid, exp, fs_paa: authenticatedAt, lk_sid: sessionId, } = Object.fromEntries(Object.entries(value)); // whatever it was, its members are unknown now
    if (ver !== '5' || typeof uid !== 'string' || typeof exp !== 'number')
        return undefined;
    return {
        uniquifier: uid,
        sessionId: typeof sessionId === 'string' ? sessionId : undefined,
        authenticatedAt: typeof authenticatedAt === 'number' ? authenticatedAt : undefined,
        expiresAt: exp,
    };
}
const isTexts = (value) => Array.isArray(value) && value.every((item) => typeof item === 'string');
