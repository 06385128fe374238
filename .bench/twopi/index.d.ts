/**
 * What `twopi_flask_utils.token_auth` and its example application answer, on Latchkey's accounts and sessions, for
 * clients that cannot change yet. Claims of one's own are a `defineAccessToken`.
 */
export { twopiAccessToken } from './claims.ts';
export type { TwopiClaims } from './claims.ts';
export { TokenRefused } from './refused.ts';
export type { TokenRequest, TokenSources } from './token-source.ts';
export type { ShortTokenOptions } from './tokens.ts';
export { createTwopi } from './twopi.ts';
export type { Twopi, TwopiOptions } from './twopi.ts';
