import { systemClock } from '../clock.js';
import { AuthError } from '../errors.js';
import { inspectUnverified, SignatureExpired, } from '../signing/index.js';
import { time } from './database.js';
import { typed, UsageError } from './failures.js';
import { refused, unverified } from './report.js';
import { signedKinds } from './signed-kinds.js';
import { strangeFlag } from './signing-flags.js';
/** What a text that looks like this may be: the likeliest first. */
const plausible = {
    signed: ['url-safe', 'serializer', 'signer'],
    timed: ['url-safe-timed', 'timed', 'flask-session', 'timestamp-signer'],
    'flask-session': ['flask-session', 'url-safe-timed'],
    jws: ['jws'],
    'remember-cookie': ['remember-cookie'],
};
/** What itsdangerous, Flask or Flask-Login may have signed; `undefined` where it looks like nothing of theirs. */
export function inspectSigned(token, { flags, key }) {
    const seen = inspectUnverified(token);
    // Every text that ends with a dot looks like one that nobody signed.
    if (!seen || (seen.digestMethod === 'none' && seen.kind !== 'jws'))
        return undefined;
    // Taken for a jws, one that expires would never do so.
    const isTimedJws = seen.kind === 'jws' && Object.hasOwn(Object(seen.header), 'exp');
    const kinds = isTimedJws ? ['timed-jws'] : plausible[seen.kind];
    const payloads = kinds.map((kind) => ({ kind, payload: signedKinds[kind].peek(token) }));
    const [likeliest] = payloads.filter(({ payload }) => payload !== undefined);
    const { kind, payload } = likeliest ?? { kind: kinds[0] ?? 'signer', payload: undefined };
    const { header, signedAt, expiresAt, digestMethod: digest, compressed, eras } = seen;
    const said = {
        kind,
        header,
        payload,
        signed: secondsOf(signedAt, time),
        age: secondsOf(signedAt, (at) => Math.floor(systemClock() - at)),
        expires: secondsOf(expiresAt, time),
        digest,
        compressed,
        eras: eras.length > 0 ? eras : undefined,
    };
    if (key === undefined)
        return { ...said, ...unverified };
    const strange = strangeFlag(flags, signedKinds[kind].takes);
    if (strange)
        throw new UsageError(`${strange}: means nothing for a ${kind}`);
    return { ...said, ...verify(token, { kinds, eras }, { ...flags, key }) };
}
const secondsOf = (date, use) => date && use(date.getTime() / 1_000);
/** The first kind and era that find their signature; otherwise the refusal that says most. */
function verify(token, { kinds, eras }, by) {
    // The newest is the strictest. None can be told of a remember cookie, which has none.
    const tried = by.era ? [by.era] : eras.length > 0 ? eras.toReversed() : [undefined];
    let refusal;
    for (const kind of kinds) {
        for (const era of tried) {
            try {
                const payload = typed(() => signedKinds[kind].verify(token, { ...by, era }));
                return { kind, payload, era, verdict: 'good' };
            }
            catch (error) {
                if (!(error instanceof AuthError))
                    throw error;
                // The signature was good: another reading of it would only leave out its age.
                if (error instanceof SignatureExpired)
                    return { kind, era, ...refused(error) };
                if (!refusal || refusal.code === 'signature_invalid')
                    refusal = error;
            }
        }
    }
    return refusal ? refused(refusal) : unverified;
}
