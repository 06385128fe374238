// Looks into a text without any key. Everything it says is a guess or a claim.
import { decodeBase64url } from '../bytes.js';
import { maxSignedBytes } from '../defaults.js';
import { toByteString } from './byte-string.js';
import { bytesToInt } from './encoding.js';
import { JSONWebSignatureSerializer, memberOf } from './jws-serializer.js';
import { Serializer } from './serializer.js';
import { taggedJson } from './tagged-json.js';
import { URLSafeSerializer } from './url-safe.js';
const digestOfLength = new Map([
    [0, 'none'],
    [16, 'md5'],
    [20, 'sha1'],
    [28, 'sha224'],
    [32, 'sha256'],
    [48, 'sha384'],
    [64, 'sha512'],
]);
// The key signs nothing and verifies nothing: only payloads are read.
const unkeyed = 'unverified';
const json = new Serializer(unkeyed);
const urlSafe = new URLSafeSerializer(unkeyed);
const tagged = new URLSafeSerializer(unkeyed, { serializer: taggedJson });
const jws = new JSONWebSignatureSerializer(unkeyed, { algorithmName: 'HS256' });
// Names that Flask and its extensions use.
const sessionNames = [
    '_user_id',
    'user_id',
    '_fresh',
    '_id',
    '_flashes',
    'csrf_token',
    '_permanent',
];
function attempt(read) {
    try {
        return read();
    }
    catch {
        return undefined;
    }
}
/**
 * What a text is among what itsdangerous, Flask and Flask-Login sign, and what it says: **not verified**, for
 * people who ask what they have in hand. `undefined` where it is none of them.
 *
 * @example
 * inspectUnverified('eyJpZCI6MX0.ZVPxAA.wwksaCvP97PSAIXgSl1IJNLcaco')?.payload // { id: 1 }
 */
export function inspectUnverified(text) {
    if (text.length > maxSignedBytes || toByteString(text) === undefined)
        return undefined;
    const remember = /^(.*)\|([0-9a-f]{40}|[0-9a-f]{128})$/s.exec(text);
    if (remember) {
        const [, payload = '', digest = ''] = remember;
        const digestMethod = digest.length === 40 ? 'sha1' : 'sha512';
        return { kind: 'remember-cookie', digestMethod, compressed: false, payload, eras: [] };
    }
    const end = text.lastIndexOf('.');
    const signature = end < 0 ? undefined : decodeBase64url(text.slice(end + 1));
    const digestMethod = signature && digestOfLength.get(signature.byteLength);
    if (digestMethod === undefined)
        return undefined;
    const inspected = inspectSigned(text.slice(0, end), digestMethod);
    // Whatever ends in a full stop would be signed with nothing.
    return digestMethod === 'none' && inspected.kind !== 'jws' ? undefined : inspected;
}
function inspectSigned(value, digestMethod) {
    const [jwsPayload, header] = attempt(() => jws.loadPayload(value, { returnHeader: true })) ?? [];
    if (memberOf(header, 'alg') !== undefined)
        return inspectJws(jwsPayload, header, digestMethod);
    const end = value.lastIndexOf('.');
    const time = end < 0 ? undefined : timeOf(value.slice(end + 1));
    const isTimed = time !== undefined;
    const body = isTimed ? value.slice(0, end) : value;
    const compressed = body.startsWith('.');
    const plain = attempt(() => urlSafe.loadPayload(body)) ?? attempt(() => json.loadPayload(body));
    const isSession = isTimed && sessionNames.some((name) => memberOf(plain, name) !== undefined);
    const payload = isSession ? (attempt(() => tagged.loadPayload(body)) ?? plain) : plain;
    const kind = isSession ? 'flask-session' : isTimed ? 'timed' : 'signed';
    return { kind, digestMethod, compressed, payload, ...(time ?? { eras: allEras }) };
}
function inspectJws(payload, header, digestMethod) {
    const [signedAt, expiresAt] = ['iat', 'exp'].map((name) => dateOf(memberOf(header, name)));
    return {
        kind: 'jws',
        digestMethod,
        compressed: false,
        payload,
        header,
        eras: allEras,
        ...(signedAt && { signedAt }),
        ...(expiresAt && { expiresAt }),
    };
}
const allEras = ['0.24', '1.x', '2.x'];
const epoch = 1_293_840_000; // 2011, where 0.24 begins
const horizon = 2_524_608_000; // 2050
/** The era is told by the time: read as one of the other, it lies before 2011 or beyond 2050. */
function timeOf(text) {
    const bytes = decodeBase64url(text);
    if (bytes === undefined || bytes.byteLength > 4)
        return undefined;
    const seconds = Number(bytesToInt(bytes));
    if (seconds > horizon)
        return undefined;
    if (seconds >= epoch)
        return { eras: ['1.x', '2.x'], signedAt: new Date(seconds * 1_000) };
    return seconds + epoch > horizon
        ? undefined
        : { eras: ['0.24'], signedAt: new Date((seconds + epoch) * 1_000) };
}
function dateOf(seconds) {
    const date = new Date(typeof seconds === 'number' ? seconds * 1_000 : Number.NaN);
    return Number.isNaN(date.getTime()) ? undefined : date;
}
