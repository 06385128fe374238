import type { HeaderSource, HttpAuth } from './http-auth.ts';
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
export declare function multiAuth<User, Source extends HeaderSource>(guards: readonly HttpAuth<User, Source>[]): HttpAuth<User, Source>;
