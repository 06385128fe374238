import { createHandler } from '../http/index.js';
/**
 * What `mount` mounts: the native API of an `Auth`, or endpoints that were made elsewhere.
 *
 * @throws {TypeError} for options beside endpoints, which have got theirs already.
 */
export function mountableOf(subject, options) {
    if (!('handles' in subject))
        return createHandler(subject, options);
    if (Object.keys(options).length === 0)
        return subject;
    throw new TypeError('mount: these endpoints take their options where they are made');
}
