/** What stands beside the value of a cookie. */
export interface CookieAttributes {
    /** Default: the cookie lives as long as the browser runs. */
    readonly expires?: Date;
    /** Seconds. */
    readonly maxAge?: number;
    readonly secure?: boolean;
    /** Default: `true`. */
    readonly httpOnly?: boolean;
    /** Default: `'/'`. */
    readonly path?: string;
    readonly sameSite?: 'Strict' | 'Lax' | 'None';
}
/**
 * A `Set-Cookie` as Werkzeug lays it out.
 *
 * @throws {TypeError} for a value that it would have to quote, which no cookie of a dialect has.
 */
export declare function setCookie(name: string, value: string, attributes?: CookieAttributes): string;
/** The cookies of a `Cookie` header; of two with one name the first counts, as in Werkzeug. */
export declare function readCookies(header: string | null): ReadonlyMap<string, string>;
