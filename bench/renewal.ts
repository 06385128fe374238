const clients = 64

/** How clients renew: where, what they bear, and where the answer says what they bear next. */
export interface Renewal {
  readonly port: number
  readonly path: string
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  /** What goes around the token in the body. */
  readonly body: readonly [before: string, after: string]
  /** The member of the answer that is the next token; `undefined`: there is none, and the headers stay. */
  readonly next: string | undefined
  /** One for each client. */
  readonly tokens: readonly string[]
}

/** One for each client. */
export const each = <Value>(make: (client: number) => Value): Value[] =>
  Array.from({ length: clients }, (_, client) => make(client))
