import type { Account } from '../accounts/index.ts';
import type { SignInContext } from '../auth/index.ts';
import type { User } from '../wire.ts';
import type { Exchange, Route } from './route.ts';
export declare const login: Route;
/** Where a sign-in comes from; the address is the server's word, never a header's. */
export declare function signInContext({ request, address }: Exchange): SignInContext;
export declare const userOf: ({ id, username, email, roles }: Account) => User;
