import type { Auth } from '../auth/index.ts'
import { createHandler } from '../http/index.ts'
import type { HandlerOptions, Mountable } from '../http/index.ts'

/**
 * What `mount` mounts: the native API of an `Auth`, or endpoints that were made elsewhere.
 *
 * @throws {TypeError} for options beside endpoints, which have got theirs already.
 */
export function mountableOf(subject: Auth | Mountable, options: HandlerOptions): Mountable {
  if (!('handles' in subject)) return createHandler(subject, options)
  if (Object.keys(options).length === 0) return subject
  throw new TypeError('mount: these endpoints take their options where they are made')
}
