import type { FlaskRequest } from '../dialects/index.ts';
import type { SecretKey, SigningOptions } from '../signing/index.ts';
export interface BrowserSessionOptions {
    readonly secretKey: SecretKey;
    readonly signing: SigningOptions;
    readonly insecureCookies: boolean;
}
/**
 * Flask's session: a signed cookie, under Flask's own names and `lk_sid`, the session of ours. What the
 * application itself keeps in it stays as it is.
 */
export declare class BrowserSession {
    #private;
    constructor(request: FlaskRequest, options: BrowserSessionOptions);
    text(key: string): string | undefined;
    number(key: string): number | undefined;
    set(key: string, value: unknown): void;
    delete(...keys: readonly string[]): void;
    /** As Flask-Login's basic protection: in another browser, or at another address, nobody has just signed in. */
    protect(identifier: string): void;
    /** A message that the next page of the application shows, as `flash`. */
    flash(category: string, message: string): void;
    /** Whether it was signed no longer than so many seconds ago. */
    isYoungerThan(seconds: number): boolean;
    /** The `Set-Cookie` that it takes when it changed. */
    get setCookie(): string | undefined;
}
/** What Flask-Login calls the identifier of a session. */
export declare function identifierOf(request: FlaskRequest): string;
