import { usernameLength } from '../defaults.js';
import { AuthError } from '../errors.js';
import { foldCase, invisible } from './name.js';
// Letters and digits of any script, with . _ - between and combining marks after them. No @, so that no
// username is an e-mail address; no colon, which ends the name in HTTP Basic (RFC 7617 §2).
const pattern = /^[\p{L}\p{N}_][\p{L}\p{M}\p{N}._-]*$/u;
/** Prefixes of identifiers and tokens: whoever is named like one is mistaken for it. */
const reserved = /^(acc|lkr)_/;
/**
 * The username in its two forms: normalised first and judged afterwards, or `＠` would be a letter
 * when it is looked at and an `@` when it is stored (next-auth GHSA-7rqj).
 *
 * @throws {AuthError} `username_invalid`.
 */
export function parseUsername(typed) {
    const name = readUsername(typed);
    if (name)
        return name;
    throw new AuthError('username_invalid', 'expected letters and digits, with . _ - between them');
}
/** What the username is stored under, or `undefined` when there can be none of that name. */
export const usernameKeyOf = (typed) => readUsername(typed)?.key;
function readUsername(typed) {
    // Units first: a name that is far too long is not normalised.
    if (typed.length > 4 * usernameLength)
        return undefined;
    const text = typed.normalize('NFKC');
    const key = foldCase(text).normalize('NFKC');
    return isName(text) && isName(key) && !/[.-]$/.test(key) && !reserved.test(key)
        ? { text, key }
        : undefined;
}
const isName = (form) => pattern.test(form) && !invisible.test(form) && Array.from(form).length <= usernameLength;
