/**
 * The `/token` app: HTTP Basic with a name and a password, or with a token as the name, on Latchkey's accounts and
 * sessions; and the guards it is made of, which are those of Flask-HTTPAuth without their holes.
 */
export type { AccountIds } from './account-ids.ts';
export { createBasicToken } from './basic-token.ts';
export type { BasicToken, BasicTokenOptions, GuardedRequest } from './basic-token.ts';
export type { HeaderSource, HttpAuth, HttpAuthOptions, HttpAuthRequirements, HttpScheme, OptionalHttpAuth, } from './http-auth.ts';
export { multiAuth } from './multi-auth.ts';
export { httpBasicAuth, httpTokenAuth } from './schemes.ts';
export type { BasicAuthOptions, TokenAuthOptions } from './schemes.ts';
export type { TokenOptions } from './tokens.ts';
export { Unauthorized } from './unauthorized.ts';
export type { UsersOptions } from './users.ts';
