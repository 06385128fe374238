import { emailLength } from '../defaults.js';
import { AuthError } from '../errors.js';
import { invisible } from './name.js';
/** RFC 5322 §3.2.3 atext, with letters of any script (RFC 6531 §3.3); quoted local parts are refused. */
const localPart = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const domainPart = /^[\p{L}\p{M}\p{N}-]+(?:\.[\p{L}\p{M}\p{N}-]+)+$/u;
/** Octets, RFC 5321 §4.5.3.1.1. */
const localLength = 64;
/**
 * The address in its two forms. The key is all lower case with the domain as the DNS knows it; a
 * plus tag stays, because whether it is another mailbox is for the receiving server to say.
 *
 * @throws {AuthError} `email_invalid`.
 */
export function parseEmail(typed) {
    const email = readEmail(typed);
    if (email)
        return email;
    throw new AuthError('email_invalid', 'expected an e-mail address');
}
/** What the address is stored under, or `undefined` when it is none. */
export const emailKeyOf = (typed) => readEmail(typed)?.key;
function readEmail(typed) {
    if (typed.length > emailLength || invisible.test(typed))
        return undefined;
    const text = typed.normalize('NFC');
    // What changes under NFKC looks like another address: mail would go there (next-auth GHSA-7rqj).
    if (text.normalize('NFKC') !== text)
        return undefined;
    const [local = '', domain = '', ...rest] = text.split('@');
    if (rest.length > 0 || !localPart.test(local) || !domainPart.test(domain))
        return undefined;
    const host = asciiDomain(domain);
    if (host === undefined || Buffer.byteLength(local) > localLength)
        return undefined;
    const key = `${local.toLowerCase().normalize('NFC')}@${host}`;
    return key.length <= emailLength ? { text, key } : undefined;
}
/** UTS #46; `undefined` for what is no domain name, such as `1.2`, which is an address. */
function asciiDomain(domain) {
    const url = `http://${domain}/`;
    const host = URL.canParse(url) ? new URL(url).hostname : '';
    return /\.(?!\d+$)[a-z\d-]+$/.test(host) && !/(^|\.)-|-(\.|$)/.test(host) ? host : undefined;
}
