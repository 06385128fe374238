import { AuthError, type AuthErrorCode } from '../errors.ts';
/** What every error of this module may be made with. */
export interface BadDataOptions extends ErrorOptions {
    readonly code?: AuthErrorCode;
}
/** Whatever was wrong with signed data. Code: `token_malformed`, unless a class below says otherwise. */
export declare class BadData extends AuthError {
    readonly name: string;
    constructor(message: string, options?: BadDataOptions);
}
export interface BadSignatureOptions extends BadDataOptions {
    readonly payload?: unknown;
}
/** The signature is missing or not ours. Code: `signature_invalid`. */
export declare class BadSignature extends BadData {
    #private;
    readonly name: string;
    constructor(message: string, options?: BadSignatureOptions);
    /**
     * What the signature was for, **unverified**: bytes, or the value itself where a JWS was well signed
     * and yet refused. `undefined` where there is none.
     */
    get payload(): unknown;
}
export interface BadTimeSignatureOptions extends BadSignatureOptions {
    readonly dateSigned?: Date | number | undefined;
}
/** A signature with a time, and one of the two is wrong. Code: `signature_invalid`. */
export declare class BadTimeSignature extends BadSignature {
    #private;
    readonly name: string;
    constructor(message: string, options?: BadTimeSignatureOptions);
    /**
     * When it claims to have been signed. A number, as it stands in the token and without its epoch, where
     * the signature is wrong in an era before `2.x`: so it was upstream.
     */
    get dateSigned(): Date | number | undefined;
}
/** Well signed, but too long ago (or in the future). Code: `token_expired`. */
export declare class SignatureExpired extends BadTimeSignature {
    readonly name: string;
    constructor(message: string, options?: BadTimeSignatureOptions);
}
export interface BadHeaderOptions extends BadSignatureOptions {
    readonly header?: unknown;
}
/** A JWS whose header cannot be read or says something else than expected. Code: `token_malformed`. */
export declare class BadHeader extends BadSignature {
    #private;
    readonly name: string;
    constructor(message: string, options?: BadHeaderOptions);
    /** The header, where there was one to read. */
    get header(): unknown;
    /** What made it unreadable: the same as `cause`. */
    get originalError(): unknown;
}
/**
 * What was signed cannot be read. **Not** a {@link BadSignature}, as upstream: catch {@link BadData}
 * for everything. Code: `payload_malformed`.
 */
export declare class BadPayload extends BadData {
    readonly name: string;
    constructor(message: string, options?: BadDataOptions);
    /** What made it unreadable: the same as `cause`. */
    get originalError(): unknown;
}
