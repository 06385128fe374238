import type { tools } from '../test/system/tools.ts'
import type { Figure } from './figure.ts'

type ToolName = Parameters<typeof tools.get>[0]

export interface RowOptions {
  readonly seed: number
  /** Everything, however long it takes. */
  readonly all: boolean
}

/** One row of the fault plan. */
export interface Row {
  readonly what: string
  /** Whether it is part of every run, and not only of those that ask for it. */
  readonly isQuick: boolean
  /** Programs of the system that it needs, by their names in `test/system/tools.ts`. */
  readonly needs?: readonly ToolName[]
  run(options: RowOptions): Promise<Figure[]>
}
