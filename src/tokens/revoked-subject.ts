import { maxTokenLength } from '../defaults.ts'
import type { Revocation } from '../revocation.ts'

/** What is revoked: one token; or all of a session, or of an account until now. */
export type RevokedSubject =
  | { readonly jti: string }
  | { readonly sid: string; readonly jti?: undefined }
  | { readonly sub: string; readonly sid?: undefined; readonly jti?: undefined }

/** How a revocation names it. @throws {TypeError} for what names nothing. {@link RangeError} for a name that is too long for any token. */
export function nameOf(subject: RevokedSubject): Pick<Revocation, 'kind' | 'subject'> {
  const { jti, sid, sub }: Partial<Record<'jti' | 'sid' | 'sub', string | undefined>> = subject
  if (jti !== undefined) return { kind: 'token', subject: fitting(jti) }
  if (sid !== undefined) return { kind: 'session', subject: fitting(sid) }
  if (sub !== undefined) return { kind: 'account', subject: fitting(sub) }
  throw new TypeError('revoke: expected a jti, a sid or a sub')
}

/** Everybody who listens is sent it, and remembers it. */
function fitting(name: string): string {
  if (name.length <= maxTokenLength) return name
  throw new RangeError(`revoke: a name has at most ${maxTokenLength} characters`)
}
