import { revocationPageSize } from '../defaults.js';
import { parseJson } from '../jwt/index.js';
/** A block of `text/event-stream`. */
export function encodeRevocationEvent(event) {
    const { type, ...data } = event;
    const id = event.type === 'heartbeat' ? '' : `id: ${event.until}\n`;
    return `event: ${type}\n${id}data: ${JSON.stringify(data)}\n\n`;
}
/**
 * What an event says; `undefined` for one that this release does not know.
 *
 * @throws {TypeError} when it is not well-formed: an issuer never sends such, so nothing of it is believed.
 */
export function parseRevocationEvent(type, data) {
    if (type !== 'snapshot' && type !== 'revocations' && type !== 'heartbeat')
        return undefined;
    const said = Object(parseJson(data));
    if (type === 'heartbeat') {
        return { type, sequence: count(said['sequence']), at: time(said['at']) };
    }
    const list = said['revocations'];
    if (!Array.isArray(list) || list.length > revocationPageSize)
        throw malformed('revocations');
    const [after, until] = [count(said['after']), count(said['until'])];
    const revocations = list.map(revocation);
    if (until < after)
        throw malformed('until');
    return { type, after, until, revocations };
}
function revocation(value) {
    const { sequence, kind, subject, issuedUntil, revokedAt, expiresAt } = Object(value);
    if (kind !== 'session' && kind !== 'token' && kind !== 'account')
        throw malformed('kind');
    if (typeof subject !== 'string')
        throw malformed('subject');
    return {
        sequence: count(sequence),
        kind,
        subject,
        issuedUntil: issuedUntil === undefined ? undefined : time(issuedUntil),
        revokedAt: time(revokedAt),
        expiresAt: time(expiresAt),
    };
}
function count(value) {
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0)
        return value;
    throw malformed('number');
}
function time(value) {
    if (typeof value === 'number' && Number.isFinite(value))
        return value;
    throw malformed('time');
}
const malformed = (what) => new TypeError(`feed: malformed event (${what})`);
