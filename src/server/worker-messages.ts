import type { ConnectionLimits } from './connections.ts'
import type { Snapshot } from './metrics.ts'
import type { Config } from './setting.ts'
import type { Started } from './start-server.ts'

// What the process that supervises and its workers say to each other, as JSON.

export type ToWorker =
  | {
      readonly kind: 'start'
      readonly config: Config
      readonly limits: ConnectionLimits
      /** Where others answer already; absent for the first one. */
      readonly joins?: string
    }
  | { readonly kind: 'stop' }
  | { readonly kind: 'snapshot' }
  /** The answer to the oldest question that has none. */
  | { readonly kind: 'metrics'; readonly text: string }

export type FromWorker =
  | { readonly kind: 'ready'; readonly started: Started }
  | { readonly kind: 'failed'; readonly error: ErrorMessage }
  /** The database cannot be trusted any more. */
  | { readonly kind: 'fatal'; readonly error: ErrorMessage }
  | { readonly kind: 'snapshot'; readonly snapshot: Snapshot }
  /** Asks for the metrics of all. */
  | { readonly kind: 'metrics' }

/** An error on its way to another process. */
export interface ErrorMessage {
  readonly name: string
  readonly message: string
  readonly code?: string
}

export function toMessage(error: unknown): ErrorMessage {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  return { name: error.name, message: error.message, ...(code !== undefined && { code }) }
}
