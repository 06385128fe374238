/** What a stranger is told. Nothing else about a refusal ever leaves: `detail` is fixed text. */
export declare const problems: {
    readonly invalid_request: readonly [400, 'The request is malformed.'];
    readonly username_invalid: readonly [400, 'This is not a usable user name.'];
    readonly email_invalid: readonly [400, 'This is not a usable e-mail address.'];
    readonly password_mismatch: readonly [400, 'The current password is wrong.'];
    readonly password_too_short: readonly [400, 'The password is too short.'];
    readonly password_too_long: readonly [400, 'The password is too long.'];
    readonly password_common: readonly [400, 'The password is too easy to guess.'];
    readonly password_malformed: readonly [400, 'The password holds characters that cannot be typed.'];
    readonly credentials_missing: readonly [401, 'Authentication is required.'];
    readonly invalid_credentials: readonly [401, 'The name or the password is wrong.'];
    readonly invalid_token: readonly [401, 'The access token is not valid.'];
    readonly invalid_grant: readonly [401, 'The refresh token is not valid. Sign in again.'];
    readonly invalid_client: readonly [401, 'The credential of the verifier is not valid.'];
    readonly reauthentication_required: readonly [401, 'Send the current password too, or sign in again.'];
    readonly account_disabled: readonly [403, 'The account is disabled.'];
    readonly cross_site_request: readonly [403, 'The request comes from a page of another site.'];
    readonly insufficient_scope: readonly [403, 'The access token does not cover this.'];
    readonly insufficient_role: readonly [403, 'The account does not have the role for this.'];
    readonly not_found: readonly [404, 'There is nothing here.'];
    readonly method_not_allowed: readonly [405, 'This method does not work here; Allow lists those that do.'];
    readonly account_exists: readonly [409, 'The name or the address is taken.'];
    readonly stale_renewal: readonly [409, 'This renewal was answered before. Use the newer refresh token.'];
    readonly payload_too_large: readonly [413, 'The request body is too large.'];
    readonly unsupported_media_type: readonly [415, 'Send the body as application/json in UTF-8, without encoding.'];
    readonly rate_limited: readonly [429, 'Too many attempts. Try again later.'];
    readonly server_error: readonly [500, 'Something went wrong here. The request id helps to find out what.'];
    readonly overloaded: readonly [503, 'Too busy at the moment. Try again later.'];
    readonly temporarily_unavailable: readonly [503, 'Not available at the moment. Try again later.'];
};
/** The `code` of a problem: a contract, like the codes of errors. */
export type ProblemCode = keyof typeof problems;
export declare const titles: Record<(typeof problems)[ProblemCode][0], string>;
