/** One change to a text: what stands from `start` to `end` becomes `text`. */
export interface Change {
  readonly start: number
  readonly end: number
  readonly text: string
}

export const applied = (source: string, { start, end, text }: Change): string =>
  source.slice(0, start) + text + source.slice(end)
