/**
 * What `twopi_flask_utils.token_auth` and its example application answer, on Latchkey's accounts and sessions, for
 * clients that cannot change yet. Claims of one's own are a `defineAccessToken`.
 */
export { twopiAccessToken } from './claims.js';
export { TokenRefused } from './refused.js';
export { createTwopi } from './twopi.js';
