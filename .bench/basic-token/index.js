export { createBasicToken } from './basic-token.js';
export { multiAuth } from './multi-auth.js';
export { httpBasicAuth, httpTokenAuth } from './schemes.js';
export { Unauthorized } from './unauthorized.js';
