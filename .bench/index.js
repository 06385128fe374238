export { createAuth } from './auth/index.js';
export { AuthError } from './errors.js';
export { createRevocationFeed } from './feed/index.js';
export { memory } from './storage/index.js';
export { authRequired, createAccessTokens, defineAccessToken, parseAuthorization, } from './tokens/index.js';
