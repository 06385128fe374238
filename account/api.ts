import { ClientError, type ClientErrorCode } from 'latchkey/client'
import type { SessionEntry, SessionsAnswer, User } from '../src/wire.ts'
import { client } from './client.ts'

/** Ms for a request and its answer. */
const timeout = 30_000

/**
 * Asks the API for the signed-in account; `undefined` for an answer without a body.
 *
 * @throws {ClientError} the server's code, or `unreachable` for everything that is not its word.
 */
async function ask(method: string, path: string, body?: object): Promise<unknown> {
  try {
    const response = await client.fetch(`api/v1/${path}`, {
      method,
      signal: AbortSignal.timeout(timeout),
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
    const { ok, status, headers } = response
    if (status === 204) return undefined
    const answer: unknown = await response.json()
    if (ok) return answer
    // What a proxy says in the server's place is not JSON, or not of this type.
    const isProblem = headers.get('content-type')?.startsWith('application/problem+json')
    if (!isProblem) throw new TypeError('not an answer of the API')
    const { code } = answer as { code: ClientErrorCode } // as every problem of the API
    const retryAfter = Number(headers.get('retry-after'))
    throw new ClientError(code, `refused: ${code}`, { status, retryAfter })
  } catch (cause) {
    throw cause instanceof ClientError ? cause : new ClientError('unreachable', '', { cause })
  }
}

/** Who is signed in, and where. */
export interface Overview {
  readonly user: User
  /** Last used first. */
  readonly sessions: readonly SessionEntry[]
  /** Seconds since 1970, by the clock of this device. */
  readonly readAt: number
}

export async function readOverview(): Promise<Overview> {
  const [user, { sessions }] = (await Promise.all([ask('GET', 'me'), ask('GET', 'sessions')])) as [
    User,
    SessionsAnswer,
  ] // what the API answers
  return { user, sessions, readAt: Date.now() / 1_000 }
}

export async function endSession(id: string): Promise<void> {
  try {
    await ask('DELETE', `sessions/${id}`)
  } catch (error) {
    // It ended by itself, or in another tab.
    if (!(error instanceof ClientError) || error.code !== 'not_found') throw error
  }
}

export async function endOtherSessions(): Promise<void> {
  await ask('DELETE', 'sessions')
}

export async function changePassword(password: string, newPassword: string): Promise<void> {
  await ask('PATCH', 'me', { password, newPassword })
}
