import { decodeUtf8 } from '../bytes.js';
const basic = /^basic +([A-Za-z0-9+/]+={0,2})$/i;
const control = /\p{Cc}/u;
/**
 * The name and password of an `Authorization` value, or `undefined` when it holds none: another
 * scheme, no base64, no UTF-8, control characters, no colon or no name (RFC 7617 §2).
 */
export function parseBasic(authorization) {
    const encoded = basic.exec(authorization)?.[1];
    if (encoded === undefined)
        return undefined;
    const bytes = Buffer.from(encoded, 'base64');
    const canonical = bytes.toString('base64');
    // Padding may be left out; nothing else has a second spelling.
    if (encoded !== canonical && encoded !== canonical.replace(/=+$/, ''))
        return undefined;
    const text = decodeUtf8(bytes);
    // The first colon: a name cannot hold one, a password may.
    const colon = text?.indexOf(':') ?? -1;
    if (text === undefined || colon < 1 || control.test(text))
        return undefined;
    return { name: text.slice(0, colon), password: text.slice(colon + 1) };
}
