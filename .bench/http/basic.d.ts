/** What HTTP Basic carries, RFC 7617. */
export interface BasicCredentials {
    /** Never empty: in one of the seeds a user without a name was everybody. */
    readonly name: string;
    readonly password: string;
}
/**
 * The name and password of an `Authorization` value, or `undefined` when it holds none: another
 * scheme, no base64, no UTF-8, control characters, no colon or no name (RFC 7617 §2).
 */
export declare function parseBasic(authorization: string): BasicCredentials | undefined;
