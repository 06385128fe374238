import { accountGrantsLength } from '../defaults.js';
import { randomId } from '../random.js';
import { parseEmail } from './email.js';
import { parseUsername } from './username.js';
/**
 * Everything of a new account but its password, its names parsed.
 *
 * @throws {AuthError} `username_invalid` or `email_invalid`.
 * @throws {TypeError} for an id, a time, roles or scopes that no account has.
 */
export function newAccountRecord(account, now, origin = {}) {
    const { id = `acc_${randomId()}`, createdAt, disabledAt } = origin;
    if (!isAccountId(id))
        throw new TypeError('id: expected acc_ and 22 base64url characters');
    const username = parseUsername(account.username);
    const email = account.email === undefined ? undefined : parseEmail(account.email);
    return {
        id,
        username: username.text,
        usernameKey: username.key,
        email: email?.text,
        emailKey: email?.key,
        roles: grants(account.roles ?? [], 'roles'),
        scopes: grants(account.scopes ?? [], 'scopes'),
        createdAt: createdAt === undefined ? now : time(createdAt, 'createdAt'),
        disabledAt: disabledAt === undefined ? undefined : time(disabledAt, 'disabledAt'),
        passwordVersion: 1,
    };
}
/** 128 bits in their one spelling: the last character has bits to spare, which are zero. */
const isAccountId = (text) => /^acc_[\w-]{21}[AQgw]$/.test(text);
/** Seconds; a number as large as this is milliseconds by mistake. */
const endOfTime = 1e11;
function time(seconds, option) {
    if (seconds >= 0 && seconds < endOfTime)
        return seconds;
    throw new TypeError(`${option}: expected seconds since 1970`);
}
/** The account without what proves it. */
export const toAccount = (record) => Object.freeze({
    id: record.id,
    username: record.username,
    email: record.email,
    roles: record.roles,
    scopes: record.scopes,
    createdAt: record.createdAt,
    disabledAt: record.disabledAt,
});
/** RFC 6749 §3.3 `scope-token`; roles are held to the same characters, because they travel the same ways. */
const grant = /^[\x21\x23-\x5b\x5d-\x7e]+$/;
/** @throws {TypeError} for what no token could carry. */
export function grants(granted, option) {
    const distinct = [...new Set(granted)];
    if (!distinct.every((name) => grant.test(name)) ||
        distinct.join(' ').length > accountGrantsLength) {
        throw new TypeError(`${option}: expected names of visible ASCII, 2,048 characters in all`);
    }
    return Object.freeze(distinct);
}
