import type { NumericDate } from '../clock.ts';
import type { SigningOptions } from '../signing/index.ts';
import type { Generation } from './generations.ts';
import type { FlaskSecurityOptions } from './options.ts';
/** What a token says. */
export interface TokenContent {
    readonly uniquifier: string;
    /** The session of ours that it belongs to; none for one that Flask-Security made. */
    readonly sessionId: string | undefined;
    /** When its owner signed in, where it says so. */
    readonly authenticatedAt: NumericDate | undefined;
}
export interface SignedToken extends TokenContent {
    readonly signedAt: NumericDate;
}
/** Authentication tokens as Flask-Security makes and reads them. */
export interface FlaskTokens {
    issue(content: TokenContent): string;
    /** @throws {AuthError} `signature_invalid`, `payload_malformed`, `token_expired`, `token_too_large`. */
    read(token: string): SignedToken;
}
export declare function createFlaskTokens({ secretKey, tokenSalt }: FlaskSecurityOptions, generation: Generation, maxAge: number | undefined, signing: SigningOptions): FlaskTokens;
