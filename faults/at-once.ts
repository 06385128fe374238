import { availableParallelism } from 'node:os'

/** Acts on each of many, as many at once as there are cores; the results are in the order of what was given. */
export async function atOnce<Item, Result>(
  items: readonly Item[],
  act: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  const queue = items.entries()
  const work = async (): Promise<void> => {
    // One iterator for all of them: whoever is free takes the next.
    for (const [at, item] of queue) results[at] = await act(item)
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
  return results
}
