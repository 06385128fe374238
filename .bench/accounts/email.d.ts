import type { Name } from './name.ts';
/**
 * The address in its two forms. The key is all lower case with the domain as the DNS knows it; a
 * plus tag stays, because whether it is another mailbox is for the receiving server to say.
 *
 * @throws {AuthError} `email_invalid`.
 */
export declare function parseEmail(typed: string): Name;
/** What the address is stored under, or `undefined` when it is none. */
export declare const emailKeyOf: (typed: string) => string | undefined;
