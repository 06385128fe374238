import type { HeaderSource, HttpAuth, HttpAuthOptions } from './http-auth.ts';
type Verdict<User> = User | undefined | Promise<User | undefined>;
export interface BasicAuthOptions<User, Source extends HeaderSource> extends HttpAuthOptions<User> {
    /** The user whose name and password these are, if any. The name is never empty. */
    readonly verifyPassword: (name: string, password: string, request: Source) => Verdict<User>;
}
export interface TokenAuthOptions<User, Source extends HeaderSource> extends HttpAuthOptions<User> {
    /** The word in front of the token. Default: `'Bearer'`. */
    readonly scheme?: string;
    /** Another header that holds the token and nothing else. Default: `Authorization`, behind the scheme. */
    readonly header?: string;
    /** The user whose token this is, if any. It is never empty and has no spaces. */
    readonly verifyToken: (token: string, request: Source) => Verdict<User>;
}
/**
 * HTTP Basic (RFC 7617), as Flask-HTTPAuth's `HTTPBasicAuth`, but for what is no Basic: another scheme, base64 in a
 * second spelling, an empty name.
 *
 * @throws {TypeError} for a realm that no header can hold.
 * @example
 * const guard = httpBasicAuth({ verifyPassword: (name, password) => signIn(name, password) })
 */
export declare function httpBasicAuth<User, Source extends HeaderSource = HeaderSource>({ verifyPassword, ...options }: BasicAuthOptions<User, Source>): HttpAuth<User, Source>;
/**
 * A token behind a scheme (RFC 6750 §2.1) or in a header of its own, as Flask-HTTPAuth's `HTTPTokenAuth`.
 *
 * @throws {TypeError} for a scheme, a header or a realm that HTTP has not.
 * @example
 * const guard = httpTokenAuth({ header: 'X-API-Key', scheme: 'ApiKey', verifyToken: (key) => ownerOf(key) })
 */
export declare function httpTokenAuth<User, Source extends HeaderSource = HeaderSource>({ verifyToken, scheme, header, ...options }: TokenAuthOptions<User, Source>): HttpAuth<User, Source>;
export {};
