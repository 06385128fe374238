import type { SecretKey, SigningOptions } from './signing-options.ts';
/** How a Flask session cookie is signed. */
export interface FlaskSessionOptions extends SigningOptions {
    /** `SECRET_KEY`, behind the `SECRET_KEY_FALLBACKS` if there are any. */
    readonly secretKey: SecretKey;
    /** Default: `'cookie-session'`. */
    readonly salt?: string;
}
export interface ReadFlaskSessionOptions extends FlaskSessionOptions {
    /** Seconds; `PERMANENT_SESSION_LIFETIME`. Default: 31 days. */
    readonly maxAge?: number;
    /** Whether the session is a `Map`, floats stay floats, and tuples, markup and UUIDs are {@link FlaskValue}s. */
    readonly lossless?: boolean;
}
/**
 * What a Flask application has in its session cookie, `session` by default. Bytes come as `Uint8Array`,
 * dates as `Date`, tuples as lists. It says what the application last wrote, not that the session was not
 * ended since: Flask itself cannot know that.
 *
 * @throws {SignatureExpired} `token_expired`. {@link BadSignature} `signature_invalid`, {@link BadPayload}
 * `payload_malformed`, or `token_too_large`.
 * @example
 * const session = readFlaskSession(cookie, { secretKey })
 * const accountId = session['_user_id']
 */
export declare function readFlaskSession(cookie: string, options: ReadFlaskSessionOptions & {
    readonly lossless: true;
}): Map<string, unknown>;
export declare function readFlaskSession(cookie: string, options: ReadFlaskSessionOptions): Record<string, unknown>;
/**
 * The cookie that Flask would make of a session, byte for byte. A number without a fraction is an int;
 * {@link PythonFloat} and {@link FlaskValue} are for what JavaScript has not.
 *
 * @throws {TypeError} for what a session cannot hold.
 */
export declare const writeFlaskSession: (session: Readonly<Record<string, unknown>> | ReadonlyMap<string, unknown>, options: FlaskSessionOptions) => string;
