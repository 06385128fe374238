import type { Auth } from '../auth/index.ts';
import type { Respond } from './front.ts';
export declare const demoRoute = "/protected-resource";
/** What the demo account is used with. */
export interface DemoAccount {
    readonly username: string;
    /** `undefined`: it is not the one in our file any more; the database holds only its hash. */
    readonly password: string | undefined;
}
/** The demo account of a data directory, made at the first start with a password that is kept in a file (0600). */
export declare function openDemoAccount(auth: Auth, directory: string): Promise<DemoAccount>;
/** `{"data":"Hello, NAME!"}` for an access token, as Bearer or as the name in Basic, or for a name and its password. */
export declare function createProtectedResource(auth: Auth): Respond;
/** What `serve --demo` prints. */
export declare function demoText(url: string, account: DemoAccount): string;
