import type { ProblemCode } from '../wire.ts'

/** The server's codes, and what can go wrong before there is one. */
export type ClientErrorCode =
  | ProblemCode
  /** No answer: no network, a timeout, a server that is down, something else that answers in its place. */
  | 'unreachable'
  /** Nobody is signed in. */
  | 'signed_out'

/** What a {@link ClientError} carries beside its code. */
export interface ClientErrorOptions extends ErrorOptions {
  readonly status?: number | undefined
  readonly retryAfter?: number | undefined
}

/**
 * Something that the client was asked for and could not get. `code` says why; `message` is for
 * developers and holds no token, name or address.
 *
 * @example
 * try {
 *   await client.login({ username, password })
 * } catch (error) {
 *   if (error instanceof ClientError && error.code === 'invalid_credentials') showWrongPassword()
 *   else throw error
 * }
 */
export class ClientError extends Error {
  override readonly name: string = 'ClientError'
  readonly code: ClientErrorCode
  /** Of the answer, where there was one. */
  readonly status: number | undefined
  /** Seconds after which the server wants to be asked again. */
  readonly retryAfter: number | undefined

  constructor(code: ClientErrorCode, message: string, options: ClientErrorOptions = {}) {
    super(message, options)
    this.code = code
    this.status = options.status
    this.retryAfter = options.retryAfter
  }
}

/** For all that is not the server's word. */
export const unreachable = (cause?: unknown): ClientError =>
  new ClientError('unreachable', 'no answer', { cause })
