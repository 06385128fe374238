export { isRefreshToken } from './refresh-token.ts';
export { isLive } from './session.ts';
export type { Session, SessionEndReason, SessionSnapshot } from './session.ts';
export type { SessionEnd, SessionStart, SessionStore } from './session-store.ts';
export { createSessions, Sessions } from './sessions.ts';
export type { SessionRequest, SessionsOptions, SessionTokens } from './sessions-options.ts';
