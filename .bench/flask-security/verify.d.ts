import type { Account } from '../accounts/index.ts';
import type { Visit } from './visit.ts';
/** `/verify`: the password again makes a session fresh. */
export declare function verify(visit: Visit): Promise<Response>;
/** Whether it is, under the limits of signing in. */
export declare function isPasswordOf({ request, workshop }: Visit, { username }: Account, password: string): Promise<boolean>;
