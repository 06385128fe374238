// A stream itself can be iterated in some runtimes only.
/** @yields the pieces of an answer as they come */
export async function* bodyChunks({ body }: Response): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader()
  for (;;) {
    const piece = await reader?.read()
    if (piece?.value === undefined) return
    yield piece.value
  }
}
