/** A JOSE header, RFC 7515 §4. None of it says how the token is verified. */
export interface JoseHeader {
    readonly alg: string;
    readonly kid?: string;
    readonly typ?: string;
    readonly [name: string]: unknown;
}
/** A compact JWS taken apart; nothing in it is believed yet. */
export interface CompactJws {
    readonly header: JoseHeader;
    readonly headerText: string;
    /** What is signed: header, dot, payload, as they were sent. */
    readonly input: string;
    readonly payload: Uint8Array;
    readonly signature: Uint8Array;
}
/**
 * Takes a token apart, RFC 7515 §5.2. Its size is checked before anything else is done to it, and
 * every part must be the one canonical spelling of its bytes, so that no token has two.
 *
 * @throws {AuthError} `token_too_large`, `token_malformed` or `critical_header_unsupported`.
 */
export declare function parseCompact(token: string): CompactJws;
/** Remembers the header of a token whose signature was good. */
export declare function keepHeader({ header, headerText }: CompactJws): void;
/** Whether a JSON value is an object: neither a list nor a primitive. */
export declare const isObject: (value: unknown) => value is Readonly<Record<string, unknown>>;
