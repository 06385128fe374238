import type { AuthErrorCode } from '../errors.ts';
import type { Visit } from './visit.ts';
/** Whether a password is one that the `Auth` would not let anybody set, as far as its length says. */
export declare const isShort: ({ workshop }: Visit, password: string) => boolean;
/** What Flask-Security says about a password that cannot be set. One that is too long is too short to it as well. */
export declare const flawOfPassword: ({ workshop }: Visit, code: AuthErrorCode) => string;
