/**
 * Latchkey: token authentication for TypeScript services. `createAuth` is the whole of it; the other
 * doors are `latchkey/sqlite`, one per framework (`latchkey/express` …) and `latchkey/verifier`.
 */
export type { Account, Accounts, SignInLimits } from './accounts/index.ts';
export { createAuth } from './auth/index.ts';
export type { Auth, AuthOptions, IssuedToken, IssuedTokens, SignInContext, SignInCredentials, } from './auth/index.ts';
export type { Clock, Duration, NumericDate } from './clock.ts';
export { AuthError } from './errors.ts';
export type { AuthErrorCode } from './errors.ts';
export type { AuthEvent, EventListener } from './events.ts';
export { createRevocationFeed } from './feed/index.ts';
export type { RevocationFeed, RevocationFeedOptions } from './feed/index.ts';
export type { JwkSet, JwsAlgorithm } from './keys/index.ts';
export type { PasswordOptions } from './passwords/index.ts';
export type { Session, Sessions } from './sessions/index.ts';
export { memory } from './storage/index.ts';
export type { Store } from './storage/index.ts';
export { authRequired, createAccessTokens, defineAccessToken, parseAuthorization, } from './tokens/index.ts';
export type { AccessClaims, AccessTokens } from './tokens/index.ts';
