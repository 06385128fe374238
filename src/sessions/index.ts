// A session is one sign-in on one device: a family of refresh tokens of which one is alive.
// Promises: one live leaf, the same answer to the same request, and a spent token in other hands ends it.
export { isRefreshToken } from './refresh-token.ts'
export { isLive } from './session.ts'
export type { Session, SessionEndReason, SessionSnapshot } from './session.ts'
export type { RevokedStatus, SessionEnd, SessionStart, SessionStore } from './session-store.ts'
export { createSessions, Sessions } from './sessions.ts'
export type {
  RenewOptions,
  SessionRequest,
  SessionsOptions,
  SessionTokens,
} from './sessions-options.ts'
