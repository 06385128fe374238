// What clients saw, in the order of one monotone clock.

/** A refresh token that a renewal answered. */
export interface Successor {
  readonly token: string
  /** How often its session was rotated before it. */
  readonly generation: number
}

/** What was asked of a session. */
export type Input =
  | {
      readonly op: 'renew'
      readonly generation: number
      readonly renewalId: string | undefined
    }
  | { readonly op: 'verify' }
  | { readonly op: 'revoke' }

/** `stale`: a late duplicate, refused without consequences. `unknown`: no answer, or a 5xx. */
export type Outcome = 'ok' | 'stale' | 'denied' | 'unknown'

/** One call of one client. */
export interface Call {
  readonly session: string
  readonly input: Input
  /** Whose device asked: a copy of a spent token is in other hands. */
  readonly by: 'owner' | 'thief'
  /** When it was sent, in seconds. */
  readonly from: number
  /** When it was answered; for ever, where nobody knows whether it was. */
  readonly to: number
  readonly outcome: Outcome
  /** Of a renewal that was answered. */
  readonly output?: Successor | undefined
}

/** The calls of all clients of one run. */
export class History {
  readonly #calls = new Map<string, Call[]>()

  add(call: Call): void {
    const calls = this.#calls.get(call.session)
    if (calls) calls.push(call)
    else this.#calls.set(call.session, [call])
  }

  /** By session: what happens to one says nothing of another. */
  get sessions(): ReadonlyMap<string, readonly Call[]> {
    return this.#calls
  }

  get length(): number {
    return [...this.#calls.values()].reduce((sum, calls) => sum + calls.length, 0)
  }
}
