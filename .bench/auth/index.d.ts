export type { Auth, AuthVitals, IssuedToken, IssuedTokens, SignInContext, SignInCredentials, } from './auth.ts';
export type { AuthOptions } from './auth-options.ts';
export { createAuth } from './create-auth.ts';
