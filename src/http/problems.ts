import type { ProblemCode } from '../wire.ts'

// RFC 9457 §4.2.1: the title of about:blank is the phrase of the status.
export const titles = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
} as const

/** What a stranger is told. Nothing else about a refusal ever leaves: `detail` is fixed text. */
export const problems: Readonly<
  Record<ProblemCode, readonly [status: keyof typeof titles, detail: string]>
> = {
  invalid_request: [400, 'The request is malformed.'],
  unauthorized_client: [400, 'The client may not use this grant.'],
  unsupported_grant_type: [400, 'There is no such grant here.'],
  invalid_scope: [400, 'The scope is malformed, or more than what was granted.'],
  username_invalid: [400, 'This is not a usable user name.'],
  email_invalid: [400, 'This is not a usable e-mail address.'],
  password_mismatch: [400, 'The current password is wrong.'],
  password_too_short: [400, 'The password is too short.'],
  password_too_long: [400, 'The password is too long.'],
  password_common: [400, 'The password is too easy to guess.'],
  password_malformed: [400, 'The password holds characters that cannot be typed.'],
  credentials_missing: [401, 'Authentication is required.'],
  invalid_credentials: [401, 'The name or the password is wrong.'],
  invalid_token: [401, 'The access token is not valid.'],
  invalid_dpop_proof: [401, 'The proof of possession is not valid for this request at this time.'],
  invalid_grant: [401, 'The refresh token is not valid. Sign in again.'],
  invalid_client: [401, 'The name or the credential of the program is not valid.'],
  reauthentication_required: [401, 'Send the current password too, or sign in again.'],
  account_disabled: [403, 'The account is disabled.'],
  cross_site_request: [403, 'The request comes from a page of another site.'],
  insufficient_scope: [403, 'The access token does not cover this.'],
  insufficient_role: [403, 'The account does not have the role for this.'],
  not_found: [404, 'There is nothing here.'],
  method_not_allowed: [405, 'This method does not work here; Allow lists those that do.'],
  account_exists: [409, 'The name or the address is taken.'],
  stale_renewal: [409, 'This renewal was answered before. Use the newer refresh token.'],
  payload_too_large: [413, 'The request body is too large.'],
  unsupported_media_type: [415, 'Send the body as application/json in UTF-8, without encoding.'],
  rate_limited: [429, 'Too many attempts. Try again later.'],
  server_error: [500, 'Something went wrong here. The request id helps to find out what.'],
  overloaded: [503, 'Too busy at the moment. Try again later.'],
  temporarily_unavailable: [503, 'Not available at the moment. Try again later.'],
}

export type { ProblemCode } from '../wire.ts'
