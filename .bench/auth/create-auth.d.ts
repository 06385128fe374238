import type { Auth } from './auth.ts';
import type { AuthOptions } from './auth-options.ts';
/**
 * Token authentication on a store: opens it, brings its schema up to date, and loads keys and revocations.
 *
 * @throws {TypeError | RangeError} for an option that cannot be.
 * @example
 * import { createAuth } from 'latchkey'
 * import { sqlite } from 'latchkey/sqlite'
 *
 * const auth = await createAuth({ issuer: 'https://api.example.com', audience: 'api', store: sqlite('auth.db') })
 * await auth.accounts.register({ username: 'ada', password: 'seven lamps in a quiet harbour' })
 * const { accessToken } = await auth.signIn({ username: 'ada', password: 'seven lamps in a quiet harbour' })
 * const { sub } = await auth.verify(accessToken)
 */
export declare function createAuth<Claims extends object = object>(options: AuthOptions<Claims>): Promise<Auth<Claims>>;
