import { AuthError, type AuthErrorCode } from '../errors.ts'
import { compactJson } from '../signing/index.ts'
import type { Terminal } from './terminal.ts'

/** What was found out about a token. */
export interface Verdict {
  /** `unverified` where nothing was there to verify it with; `good`; or the code of the refusal. */
  readonly verdict: 'unverified' | 'good' | AuthErrorCode
  /** Why it is refused. */
  readonly reason?: string
}

/** What a token says, and what we say about it. */
export interface Report extends Verdict {
  readonly kind: string
  readonly [field: string]: unknown
}

export const unverified: Verdict = { verdict: 'unverified' }

export function refused({ code, message, cause }: AuthError): Verdict {
  // What is wrong with a key is said by what imported it.
  const known = code === 'key_invalid' && cause instanceof Error
  return { verdict: code, reason: known ? `${message}: ${cause.message}` : message }
}

export async function verdictOf(verify: () => unknown): Promise<Verdict> {
  try {
    await verify()
    return { verdict: 'good' }
  } catch (error) {
    if (error instanceof AuthError) return refused(error)
    throw error
  }
}

// Payloads have integers that JSON.stringify cannot write, and may be nested as deeply as is read.
const write = (value: unknown): string => compactJson.dumps(value, { compat: true })

/** @throws {AuthError} when the verdict is a refusal, after it was shown. */
export function show(report: Report, terminal: Terminal): void {
  const fields = Object.entries(report).filter(([, value]) => value !== undefined)
  if (terminal.json) terminal.output.write(`${write(Object.fromEntries(fields))}\n`)
  else {
    for (const [name, value] of fields) {
      terminal.say(`${name}: ${typeof value === 'string' ? value : write(value)}`, {})
    }
  }
  const { verdict } = report
  if (verdict === 'unverified' || verdict === 'good') return
  throw new AuthError(verdict, `the token is refused: ${verdict}`)
}
