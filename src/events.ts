import type { AuthErrorCode } from './errors.ts'

/**
 * Something that happened and that an operator may want to know. Carries identifiers and reasons,
 * never a credential, a name or an address.
 */
export type AuthEvent =
  | { readonly type: 'signed_in'; readonly accountId: string; readonly sessionId: string }
  | { readonly type: 'sign_in_refused'; readonly code: AuthErrorCode }
  | { readonly type: 'renewed'; readonly sessionId: string; readonly repeated: boolean }
  | { readonly type: 'renewal_refused'; readonly code: AuthErrorCode; readonly sessionId?: string }
  | { readonly type: 'session_ended'; readonly sessionId: string; readonly reason: string }
  | { readonly type: 'client_token_issued'; readonly clientId: string }
  /** A spent refresh token came back: it is in two hands (RFC 9700 §4.14.2). */
  | { readonly type: 'refresh_token_reuse'; readonly accountId: string; readonly sessionId: string }
  /** A refresh token we issued is newer than our storage: it lost acknowledged writes. */
  | { readonly type: 'storage_lost_writes'; readonly sessionId: string }
  /** A background task failed and will be tried again. */
  | {
      readonly type: 'task_failed'
      readonly task: 'sweep' | 'keys' | 'feed' | 'audit'
      readonly error: unknown
    }

/** Receives events as they happen; must not throw. */
export type EventListener = (event: AuthEvent) => void
