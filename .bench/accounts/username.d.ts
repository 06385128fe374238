import type { Name } from './name.ts';
/**
 * The username in its two forms: normalised first and judged afterwards, or `＠` would be a letter
 * when it is looked at and an `@` when it is stored (next-auth GHSA-7rqj).
 *
 * @throws {AuthError} `username_invalid`.
 */
export declare function parseUsername(typed: string): Name;
/** What the username is stored under, or `undefined` when there can be none of that name. */
export declare const usernameKeyOf: (typed: string) => string | undefined;
