// The native API as one function from Request to Response, and what guards share with it: where a
// credential is read from, what it must cover, and what a refusal looks like. No framework, no sockets.
export { createAuthorize } from './authorize.ts'
export type { Authorize, Requirements } from './authorize.ts'
export { parseBasic } from './basic.ts'
export type { BasicCredentials } from './basic.ts'
export { readBytes } from './body.ts'
export type { ChallengeScheme } from './challenge.ts'
export { createCors } from './cors.ts'
export type { Cors, CorsOptions } from './cors.ts'
export { credentialCookie } from './cookie.ts'
export { createCredentialReader } from './credentials.ts'
export type {
  Credential,
  CredentialOptions,
  CredentialReader,
  CredentialRequest,
  CredentialSource,
} from './credentials.ts'
export { originSet, refuseCrossSite } from './cross-site.ts'
export { problem, refusal } from './error-response.ts'
export type { Presented, ProblemContext, Refusal } from './error-response.ts'
export { clientGone, goneResponse } from './gone.ts'
export { createHandler } from './handler.ts'
export type { Handler, HandlerOptions, Mountable, RequestContext, RequestEvent } from './handler.ts'
export type { ProblemCode } from './problems.ts'
