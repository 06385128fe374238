// Token authentication as one object: every service built once, on one store.
export type {
  Auth,
  AuthVitals,
  ClientToken,
  IssuedToken,
  IssuedTokens,
  RenewOptions,
  SignInContext,
  SignInCredentials,
} from './auth.ts'
export type { AuthOptions } from './auth-options.ts'
export { createAuth } from './create-auth.ts'
