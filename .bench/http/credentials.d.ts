/** Where an access token may be in a request. */
export type CredentialSource = 
/** `Authorization: Bearer`, RFC 6750 §2.1. */
'bearer'
/** The `Authentication-Token` header of Flask-Security. */
 | 'authentication-token'
/** The name in HTTP Basic, with anything as the password. */
 | 'basic-token'
/** A `__Host-` cookie; unsafe methods are then answered to our own pages only. */
 | 'cookie'
/** `?auth_token=` or `?token=`: ends up in logs and referrers. */
 | 'query';
export interface CredentialOptions {
    /** Where to look, in this order. Default: `['bearer']`. */
    readonly credentials?: readonly CredentialSource[];
    /** Name of the cookie. Default: `__Host-latchkey`. */
    readonly cookie?: string;
    /** Origins whose pages may send unsafe requests with the cookie. Default: none but what the browser calls same-origin. */
    readonly origins?: readonly string[];
}
/** What is read of a request; every framework has it. */
export interface CredentialRequest {
    readonly method: string;
    /** Absolute, or just path and query. */
    readonly url: string;
    /** The value of a header (lower-case name); several fields of that name joined by `', '`. */
    header(name: string): string | undefined;
}
export interface Credential {
    readonly source: CredentialSource;
    readonly token: string;
}
/**
 * The access token of a request; `undefined` when there is none where we look.
 *
 * @throws {AuthError} `credentials_malformed`, `credentials_ambiguous`, `cross_site_request`.
 */
export type CredentialReader = (request: CredentialRequest) => Credential | undefined;
/**
 * A reader of access tokens. Two credentials in one request are refused, whichever they are, but for
 * one token in both `Authorization` and `Authentication-Token`.
 *
 * @throws {TypeError} for an unknown source, one named twice, or a cookie without `__Host-`.
 * @example
 * const readCredential = createCredentialReader({ credentials: ['bearer', 'cookie'] })
 * const token = readCredential(request)?.token
 */
export declare function createCredentialReader(options?: CredentialOptions): CredentialReader;
/** @throws {AuthError} `credentials_ambiguous` when `Authorization` is there twice. */
export declare function readAuthorization(request: CredentialRequest): string | undefined;
