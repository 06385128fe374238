import type { Auth } from '../auth/index.ts';
import type { HandlerOptions, Mountable } from '../http/index.ts';
/**
 * What `mount` mounts: the native API of an `Auth`, or endpoints that were made elsewhere.
 *
 * @throws {TypeError} for options beside endpoints, which have got theirs already.
 */
export declare function mountableOf(subject: Auth | Mountable, options: HandlerOptions): Mountable;
