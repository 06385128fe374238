import { maxJsonDepth } from '../defaults.js';
import { AuthError } from '../errors.js';
/**
 * The value of a JSON text that every parser would read the same way (RFC 8259 §4, RFC 8725 §2.4).
 * Refused, beside what is not JSON: a member name twice in an object, also when one of them is spelled
 * with escapes; nesting deeper than 32; a lone surrogate. `__proto__` is a member like any other and
 * never a prototype. The value is frozen throughout. Takes linear time; the caller limits the size.
 *
 * @throws {AuthError} `invalid_request`; the message quotes nothing of the text.
 * @example
 * const body = parseJson(await request.text())
 */
export function parseJson(text) {
    const value = readJson(text);
    if (value === undefined) {
        throw new AuthError('invalid_request', 'the text is not JSON that can be read in one way only');
    }
    return value;
}
/** The same, or `undefined`, which no JSON text means. */
export function readJson(text) {
    const members = scan(text);
    if (members === undefined || !text.isWellFormed())
        return undefined;
    let value;
    try {
        value = JSON.parse(text);
    }
    catch {
        return undefined;
    }
    // JSON.parse keeps one of two members with the same name, however they were spelled.
    return freezeAndCount(value, text.includes('\\')) === members ? value : undefined;
}
const quote = 0x22;
const backslash = 0x5c;
const colon = 0x3a;
/** How many members the objects of a JSON text have; `undefined` when it is nested too deeply. */
function scan(text) {
    let members = 0;
    let depth = 0;
    for (let i = 0; i < text.length; i++) {
        switch (text.charCodeAt(i)) {
            case quote:
                for (i++; i < text.length && text.charCodeAt(i) !== quote; i++) {
                    if (text.charCodeAt(i) === backslash)
                        i++;
                }
                break;
            case colon:
                members++;
                break;
            case 0x5b: // [
            case 0x7b: // {
                if (++depth > maxJsonDepth)
                    return undefined;
                break;
            case 0x5d: // ]
            case 0x7d: // }
                depth--;
                break;
            default:
        }
    }
    return members;
}
/**
 * Makes a value and everything in it unchangeable, and tells how many members its objects have;
 * NaN when a string in it has a lone surrogate. One walk: two cost 5 % of an HS256 verification.
 */
function freezeAndCount(value, hasEscapes) {
    if (typeof value === 'string')
        return hasEscapes && !value.isWellFormed() ? Number.NaN : 0;
    if (typeof value !== 'object' || value === null)
        return 0;
    let members = 0;
    if (Array.isArray(value)) {
        for (const item of value)
            members += freezeAndCount(item, hasEscapes);
    }
    else {
        for (const name of Object.keys(value)) {
            members += 1 + freezeAndCount(Reflect.get(value, name), hasEscapes);
            if (hasEscapes && !name.isWellFormed())
                return Number.NaN;
        }
    }
    Object.freeze(value);
    return members;
}
