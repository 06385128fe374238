import type { NumericDate } from '../clock.ts';
/** Who may sign in: a person or a machine. Holds nothing that proves it. */
export interface Account {
    /** `acc_` and 22 base64url characters; the `sub` of its tokens. */
    readonly id: string;
    /** As it was typed; two names that differ only in case or Unicode form are one name. */
    readonly username: string;
    readonly email: string | undefined;
    readonly roles: readonly string[];
    /** Scopes that its access tokens carry, RFC 6749 §3.3. */
    readonly scopes: readonly string[];
    readonly createdAt: NumericDate;
    /** When it was disabled; a disabled account signs in nowhere and has no live session. */
    readonly disabledAt: NumericDate | undefined;
}
/** An account as it is stored. */
export interface AccountRecord extends Account {
    /** The canonical form of the username: unique. */
    readonly usernameKey: string;
    /** The canonical form of the e-mail address: unique where there is one. */
    readonly emailKey: string | undefined;
    /** PHC string or another scheme's text; `undefined`: no password signs in. */
    readonly passwordHash: string | undefined;
    /** Raised by every change of the password, never by a mere upgrade of its hash. */
    readonly passwordVersion: number;
}
