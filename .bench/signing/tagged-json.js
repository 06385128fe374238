// Flask's TaggedJSONSerializer: an object with one member, whose name is a tag, is a value that JSON has not.
import { maxPythonJsonDepth } from '../defaults.js';
import { BadPayload } from './errors.js';
import { compactJson } from './json.js';
import { PythonFloat } from './python-float.js';
/** The tags of values that come back as what is nearest in JavaScript, unless nothing is to be lost. */
const named = { tuple: ' t', markup: ' m', uuid: ' u' };
/**
 * A Python value of a Flask session that JavaScript has not: a tuple (of a list), markup or a UUID (of
 * text). Without `lossless` they are read as that list or text.
 */
export class FlaskValue {
    type;
    value;
    constructor(type, value) {
        this.type = type;
        this.value = value;
    }
}
const typeOf = new Map(Object.entries(named).map(([type, name]) => [name, type]));
const tags = new Set([' di', ' t', ' b', ' m', ' u', ' d']);
/** The session's JSON as Flask writes it where there is an application: names sorted, ASCII only. */
export const taggedJson = {
    dumps: (value, options) => compactJson.dumps(withTags(value, 0), { ensureAscii: true, sortKeys: true, ...options }),
    loads: (text, options) => untag(compactJson.loads(text, { ...options, lossless: true }), options.lossless ?? false),
};
function withTags(value, depth) {
    if (typeof value !== 'object' || value === null)
        return value;
    if (depth > maxPythonJsonDepth)
        throw new TypeError('the session is nested too deeply, or in itself');
    if (value instanceof PythonFloat)
        return value;
    if (value instanceof Date)
        return new Map([[' d', httpDate(value)]]);
    if (value instanceof Uint8Array) {
        const view = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
        return new Map([[' b', view.toString('base64')]]);
    }
    if (value instanceof FlaskValue) {
        const inner = value.type === 'uuid' ? String(value.value).replaceAll('-', '') : value.value;
        return new Map([[named[value.type], withTags(inner, depth + 1)]]);
    }
    if (Array.isArray(value))
        return value.map((item) => withTags(item, depth + 1));
    const prototype = Object.getPrototypeOf(value);
    if (!(value instanceof Map) && prototype !== Object.prototype && prototype !== null)
        return value;
    const entries = value instanceof Map ? [...value] : Object.entries(value);
    const members = entries.map(([name, item]) => [name, withTags(item, depth + 1)]);
    const [first] = members;
    if (members.length === 1 && typeof first?.[0] === 'string' && tags.has(first[0])) {
        return new Map([[' di', new Map([[`${first[0]}__`, first[1]]])]]);
    }
    return new Map(members);
}
function httpDate(date) {
    if (Number.isNaN(date.getTime()))
        throw new TypeError('the date is not one');
    return date.toUTCString();
}
function untag(value, lossless) {
    if (Array.isArray(value))
        return value.map((item) => untag(item, lossless));
    if (value instanceof PythonFloat)
        return lossless ? value : value.value;
    if (!(value instanceof Map))
        return value;
    const members = new Map(
    // The reader makes no other maps.
    [...value].map(([name, item]) => [name, untag(item, lossless)]));
    const [first] = members;
    if (members.size === 1 && first !== undefined && tags.has(first[0])) {
        return untagged(first[0], first[1], lossless);
    }
    return lossless ? members : Object.fromEntries(members);
}
function untagged(tag, value, lossless) {
    if (tag === ' di')
        return withoutSuffix(value);
    if (tag === ' b')
        return bytesOf(value);
    if (tag === ' d')
        return dateOf(value);
    const type = typeOf.get(tag);
    if (tag === ' t' ? !Array.isArray(value) : typeof value !== 'string')
        throw malformed();
    if (tag === ' u' && !/^[0-9a-f]{32}$/.test(String(value)))
        throw malformed();
    const inner = tag === ' u' ? uuidOf(String(value)) : value;
    return lossless && isType(type) ? new FlaskValue(type, inner) : inner;
}
const isType = (type) => type !== undefined && Object.hasOwn(named, type);
const malformed = () => new BadPayload('a tagged value is not what its tag says');
const uuidOf = (hex) => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
/** The object with the name that looked like a tag. */
function withoutSuffix(value) {
    const isMap = value instanceof Map;
    if (!isMap && (typeof value !== 'object' || value === null))
        throw malformed();
    const entries = isMap ? [...value] : Object.entries(value);
    const [first] = entries;
    if (entries.length !== 1 || typeof first?.[0] !== 'string')
        throw malformed();
    const members = new Map([[first[0].slice(0, -2), first[1]]]);
    return isMap ? members : Object.fromEntries(members);
}
function bytesOf(value) {
    if (typeof value !== 'string')
        throw malformed();
    const bytes = Buffer.from(value, 'base64');
    if (bytes.toString('base64') !== value)
        throw malformed();
    return new Uint8Array(bytes);
}
const httpDates = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
function dateOf(value) {
    if (typeof value !== 'string' || !httpDates.test(value))
        throw malformed();
    const date = new Date(value);
    if (Number.isNaN(date.getTime()))
        throw malformed();
    return date;
}
