/**
 * The body of an OAuth request, RFC 6749 appendix B. What is not known there is for the caller to ignore (§3.2).
 *
 * @throws {AuthError} `unsupported_media_type`, `payload_too_large`, `invalid_request` (also for a parameter twice).
 */
export declare function readForm(request: Request): Promise<ReadonlyMap<string, string>>;
