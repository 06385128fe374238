import { ClientError } from 'latchkey/client'
import type { Language, Messages } from './messages.ts'
import { inSeconds } from './time.ts'

/** An error, said to a person. */
export function explain(error: unknown, messages: Messages, language: Language): string {
  if (!(error instanceof ClientError)) return messages.otherError('internal_error')
  const { code, retryAfter } = error
  if (code === 'rate_limited') return messages.rateLimited(inSeconds(retryAfter || 60, language))
  const texts: Readonly<Record<string, string>> = messages.errors
  return texts[code] ?? messages.otherError(code)
}
