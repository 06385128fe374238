// The native API as one function from Request to Response, and what guards share with it: where a
// credential is read from, what it must cover, and what a refusal looks like. No framework, no sockets.
export { createAuthorize } from './authorize.js';
export { parseBasic } from './basic.js';
export { readBytes } from './body.js';
export { credentialCookie } from './cookie.js';
export { createCredentialReader } from './credentials.js';
export { originSet, refuseCrossSite } from './cross-site.js';
export { problem, refusal } from './error-response.js';
export { createHandler } from './handler.js';
