import type { Era } from '../signing/index.ts';
import type { FlaskSecurityGeneration } from './options.ts';
/** In what the three generations differ on the wire. */
export interface Generation {
    readonly name: FlaskSecurityGeneration;
    /** Of the itsdangerous it ran on. */
    readonly era: Era;
    /** Whether a refusal is HTTP 200 with another `meta.code`, and errors stand by their fields only. */
    readonly isFirst: boolean;
    /** The name of errors that belong to no field. */
    readonly formKey: string;
    readonly unauthenticated: string;
    readonly reauthenticate: string;
    /** What stands beside that. */
    readonly reauthentication: Readonly<Record<string, unknown>>;
    /** What an answer to signing in has besides. */
    readonly signedIn: Readonly<Record<string, unknown>>;
    /** Whether signing in without an address is a mistake of its own, and no unknown user. */
    readonly requiresEmail: boolean;
    readonly logoutMethods: readonly ('GET' | 'POST')[];
    /** Whether a token says when its owner signed in. */
    readonly tokenIsFresh: boolean;
}
export declare const generations: Readonly<Record<FlaskSecurityGeneration, Generation>>;
