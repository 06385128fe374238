import { guardOf } from './http-auth.js';
/**
 * One guard out of several, as Flask-HTTPAuth's `MultiAuth`: the credentials in a request choose which of them
 * decides, and the first one answers where none does. Schemes are told apart in any case (RFC 9110 §11.1).
 *
 * @throws {TypeError} for an empty list, or a scheme that is there twice.
 * @example
 * const guard = multiAuth([
 *   httpBasicAuth({ verifyPassword: async (name, password) => signIn(name, password) }),
 *   httpTokenAuth({ verifyToken: (token) => auth.verify(token) }),
 * ])
 * const user = await guard.verify(request)
 */
export function multiAuth(guards) {
    const [main, ...others] = guards.flatMap((guard) => guard.schemes);
    if (main === undefined)
        throw new TypeError('multiAuth: expected at least one scheme');
    const names = new Set([main, ...others].map(({ scheme }) => scheme.toLowerCase()));
    if (names.size <= others.length)
        throw new TypeError('multiAuth: expected each scheme once');
    return guardOf(main, ...others);
}
