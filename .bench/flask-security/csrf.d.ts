import type { SecretKey, SigningOptions } from '../signing/index.ts';
import type { BrowserSession } from './browser-session.ts';
/** Tokens against cross-site request forgery, as Flask-WTF makes and reads them. */
export interface CsrfTokens {
    /** A token for the session, which gets a secret if it has none. */
    issue(session: BrowserSession): string;
    /** What is wrong with a token; `undefined`: nothing. */
    flawOf(token: string | undefined, session: BrowserSession): string | undefined;
}
export declare function createCsrfTokens(secretKey: SecretKey, signing: SigningOptions): CsrfTokens;
