import type { Call, CommandOption } from './command.ts';
/** How a password gets in: never as an argument, which every user of the machine can see (O01). */
export declare const passwordOptions: readonly CommandOption[];
/** The password, from standard input, a file, or a question on a terminal. */
export declare function readPassword({ terminal, text, has }: Call): Promise<string>;
/** How a signing key gets in. */
export declare const keyOptions: readonly CommandOption[];
/**
 * A signing key: text without the line's end that editors add. What is not UTF-8, such as Flask's
 * `os.urandom(24)`, is taken as it is. `undefined` where none is given.
 */
export declare function readKey({ terminal, text, has, }: Call): Promise<string | Uint8Array | undefined>;
/** @throws {UsageError} for an argument that hands over a secret; it is never repeated. */
export declare function refuseSecretArguments(argv: readonly string[]): void;
