export type { Session, SessionEndReason, SessionSnapshot } from './session.ts'
export type { SessionEnd, SessionStart, SessionStore } from './session-store.ts'
