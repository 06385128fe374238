import type { Account } from '../accounts/index.ts';
import type { Auth } from '../auth/index.ts';
import type { DialectRoute, FlaskRequest } from '../dialects/index.ts';
import { type AccountIds } from './account-ids.ts';
import type { HttpAuth } from './http-auth.ts';
export interface UsersOptions {
    /** What stands in `/users/<id>`. Default: the id of the account. */
    readonly ids?: AccountIds;
    /** Whether anybody may make an account with `POST /users`. Default: `'open'`, as in the original. */
    readonly registration?: 'open' | 'closed';
    /** Whether anybody may read whose an id is; the numbers of rows can all be tried. Default: only its owner may. */
    readonly allowAnonymousLookup?: boolean;
}
interface UsersContext extends UsersOptions {
    readonly guard: HttpAuth<Account, FlaskRequest>;
}
/** `POST /users` and `GET /users/<id>`, as in the lessons and, below `/api`, as in REST-auth. */
export declare function createUsers(auth: Auth, options: UsersContext): readonly DialectRoute[];
export {};
