import { maxJsonDepth, maxPythonJsonDepth } from '../defaults.js';
import { rulesOf } from './eras.js';
import { PythonFloat, reprFloat, reprNumber } from './python-float.js';
const escapes = {
    '"': '\\"',
    '\\': '\\\\',
    '\b': '\\b',
    '\f': '\\f',
    '\n': '\\n',
    '\r': '\\r',
    '\t': '\\t',
};
const escape = (unit) => escapes[unit] ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
// As Python: DEL is escaped only where everything beyond ASCII is.
const notPrintable = /[^ !#-[\]-~]/g;
const notAllowed = /[^ !#-[\]-\uffff]/g;
const quoteAscii = (text) => `"${escaped(text, notPrintable)}"`;
/** Looked for first: mostly there is nothing, and to find that out takes half of what replacing does. */
const escaped = (text, unfit) => text.search(unfit) < 0 ? text : text.replaceAll(unfit, escape);
function quoteRaw(text) {
    // Python fails here too: such text has no UTF-8.
    if (!text.isWellFormed())
        throw new TypeError('a lone surrogate cannot be written as UTF-8');
    return `"${escaped(text, notAllowed)}"`;
}
/** First by the code point that differs; JavaScript's own order is by UTF-16 units. */
function byCodePoint([a], [b]) {
    let i = 0;
    while (i < a.length && a.charCodeAt(i) === b.charCodeAt(i))
        i++;
    return (a.codePointAt(i) ?? -1) - (b.codePointAt(i) ?? -1);
}
/** The members of an object or a `Map`. */
function membersOf(value) {
    if (value instanceof Map) {
        return [...value].map(([name, member]) => {
            if (typeof name !== 'string')
                throw new TypeError('the keys of a Map must be strings');
            return [name, member];
        });
    }
    const prototype = Object.getPrototypeOf(value);
    if (prototype === null || prototype === Object.prototype)
        return Object.entries(value);
    throw new TypeError(`JSON has no ${value.constructor?.name ?? 'object'}`);
}
/** The text that Python's `json.dumps` gives for the value. */
export function writeJson(value, separators, ascii, { sortKeys = false, compat = false }) {
    const [between, colon] = separators;
    const quote = ascii ? quoteAscii : quoteRaw;
    const maxDepth = compat ? maxPythonJsonDepth : maxJsonDepth;
    const write = (item, depth) => {
        if (typeof item === 'string')
            return quote(item);
        if (typeof item === 'number')
            return reprNumber(item);
        if (typeof item === 'bigint' || typeof item === 'boolean')
            return String(item);
        if (typeof item !== 'object')
            throw new TypeError(`JSON has no ${typeof item}`);
        return item === null ? 'null' : writeObject(item, depth + 1);
    };
    const writeObject = (item, depth) => {
        if (item instanceof PythonFloat)
            return reprFloat(item.value);
        if (depth > maxDepth)
            throw new TypeError('the value is nested too deeply, or in itself');
        if (Array.isArray(item)) {
            const written = [];
            for (const member of item)
                written.push(write(member, depth));
            return `[${written.join(between)}]`;
        }
        const members = membersOf(item);
        if (sortKeys)
            members.sort(byCodePoint);
        const written = members.map(([name, member]) => quote(name) + colon + write(member, depth));
        return `{${written.join(between)}}`;
    };
    return write(value, 0);
}
/** Whether compact JSON is ASCII where nothing else is said. */
export const compactAscii = (era = '2.x') => rulesOf(era).compactAscii;
