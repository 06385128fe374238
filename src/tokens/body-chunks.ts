// A stream itself can be iterated in some runtimes only.
/** @yields the pieces of an answer as they come */
export async function* bodyChunks({ body }: Response): AsyncGenerator<Uint8Array> {
  if (body === null) return
  const reader = body.getReader()
  for (;;) {
    const { value } = await reader.read()
    if (value === undefined) return
    yield value
  }
}
