/**
 * The answer that nobody reads, when what was still to be done was given up because the client has gone; `undefined`: the error
 * is another. 499 is what nginx logs then.
 */
export const goneResponse = ({ signal }: Request, error: unknown): Response | undefined =>
  signal.aborted && error === signal.reason ? new Response(null, { status: clientGone }) : undefined

/** Status of a request whose client did not wait for the answer. */
export const clientGone = 499
