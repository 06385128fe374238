import type { NumericDate } from '../clock.ts';
/** The claims every access token has, RFC 9068 §2.2, in the RFC's own spelling. */
export interface RegisteredClaims {
    readonly iss: string;
    /** The account. */
    readonly sub: string;
    readonly aud: string | readonly string[];
    readonly exp: NumericDate;
    readonly iat: NumericDate;
    readonly jti: string;
    /** The program that signed in. */
    readonly client_id: string;
    /** Scopes, separated by a space; empty when there are none. */
    readonly scope: string;
    /** The session. */
    readonly sid?: string;
    /** When the person proved who they are; no renewal moves it. */
    readonly auth_time?: NumericDate;
    readonly roles?: readonly string[];
}
/** What a verified access token says, with the application's own claims; frozen all the way down. */
export type AccessClaims<Claims extends object = object> = RegisteredClaims & Claims;
/** `typ` of an access token, RFC 9068 §2.1. */
export declare const accessTokenType = "at+jwt";
/** Those that a token must have beside what every JWT must: `iss`, `aud`, `exp`. */
export declare const requiredClaims: readonly ['sub', 'iat', 'jti', 'client_id'];
/** The names an application cannot use for claims of its own. */
export declare const registeredNames: ReadonlySet<string>;
type JsonObject = Readonly<Record<string, unknown>>;
/** Those claims that are registered, or those that are not: the application's own. */
export declare const pickClaims: (claims: JsonObject, registered: boolean) => JsonObject;
/** What is wrong with `scope` or `roles`, of which `jwt` does not know; `undefined`: nothing. */
export declare function flawOf({ scope, roles }: JsonObject): string | undefined;
export {};
