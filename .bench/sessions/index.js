// A session is one sign-in on one device: a family of refresh tokens of which one is alive.
// Promises: one live leaf, the same answer to the same request, and a spent token in other hands ends it.
export { isRefreshToken } from './refresh-token.js';
export { isLive } from './session.js';
export { createSessions, Sessions } from './sessions.js';
