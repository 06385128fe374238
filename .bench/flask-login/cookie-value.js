import { decodeUtf8 } from '../bytes.js';
/**
 * The text of a cookie as Werkzeug writes it: quoted where it must be, with every byte that is not plain as three
 * octal digits. `undefined`: that is no UTF-8.
 */
export function unquoteCookie(value) {
    const quoted = /^"(.*)"$/s.exec(value)?.[1];
    if (quoted === undefined)
        return value;
    const latin1 = quoted.replaceAll(/\\([0-3][0-7]{2}|.)/gs, (_, escaped) => escaped.length === 3 ? String.fromCharCode(Number.parseInt(escaped, 8)) : escaped);
    return decodeUtf8(Buffer.from(latin1, 'latin1'));
}
