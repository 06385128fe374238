import type { Account } from '../accounts/index.ts';
import type { Auth } from '../auth/index.ts';
import type { DialectOptions } from '../dialects/index.ts';
import { type Mountable } from '../http/index.ts';
import type { HeaderSource, HttpAuth } from './http-auth.ts';
import { type TokenOptions } from './tokens.ts';
import { type UsersOptions } from './users.ts';
export interface BasicTokenOptions extends TokenOptions, UsersOptions, DialectOptions {
    /** What the challenge calls the place. Default: `'Authentication Required'`. */
    readonly realm?: string;
    /** Paths that greet whoever proves itself. Default: `/api/resource`, `/resource` and `/protected-resource`. */
    readonly resources?: readonly string[];
}
/** A request that a guard may see, with the address of its client, which limits count by. */
export type GuardedRequest = HeaderSource & {
    readonly address?: string | undefined;
};
/** The endpoints of a `/token` app, and what its other routes are guarded with. */
export interface BasicToken extends Mountable {
    /** Name and password, or a token as the name, in HTTP Basic. */
    readonly guard: HttpAuth<Account, GuardedRequest>;
    /** Whose a token is, for other schemes. @throws {AuthError} when it is not good now. */
    verifyToken(token: string): Promise<Account>;
}
/**
 * The `/token` app: `GET /token` gives a token for a name and a password, and then the token stands where the
 * name did. `POST /users`, `GET /users/<id>`; the same below `/api` as REST-auth has it. On the accounts and
 * sessions of `auth`, so that a token ends with the sign-in it came from.
 *
 * @throws {TypeError | RangeError} for an empty secret key, an unknown era or a realm that no header can hold.
 * @example
 * app.use(mount(createBasicToken(auth, { secretKey: process.env.SECRET_KEY })))
 */
export declare function createBasicToken(auth: Auth, options: BasicTokenOptions): BasicToken;
